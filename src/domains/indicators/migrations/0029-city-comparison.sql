create table shared_indicator (
  city text not null,
  code text not null,
  city_name text not null,
  name_zh text not null,
  name_en text not null,
  definition_zh text not null,
  definition_en text not null,
  unit text not null,
  decimals integer not null,
  direction text not null check (direction in ('higher', 'lower', 'neutral')),
  source_standard text,
  version_number integer not null,
  -- The same for cities whose definitions are the same word for word and computed alike
  fingerprint text not null,
  shared_at timestamptz not null,
  shared_by text not null,
  primary key (city, code)
);
comment on table shared_indicator is 'Indicators that a city shares with the other cities of the installation, with the definition that made the figures. Every city reads them; only its own does a city change.';

create table shared_figure (
  city text not null,
  code text not null,
  year integer not null check (year > 1900 and year < 2200),
  value numeric not null,
  primary key (city, code, year),
  foreign key (city, code) references shared_indicator (city, code) on delete cascade
);
comment on table shared_figure is 'City-wide figures of shared indicators by whole years: copied from the results, never records. Every city reads them.';
