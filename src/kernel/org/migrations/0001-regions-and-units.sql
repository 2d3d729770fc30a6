create table region (
  code text primary key check (code ~ '^[0-9]{6}([0-9]{3})?$'),
  name text not null check (name <> ''),
  level text not null check (level in ('province', 'prefecture', 'county', 'town')),
  parent_code text check (parent_code <> code),
  edition text not null,
  check ((level = 'province') = (parent_code is null)),
  check ((level = 'town') = (length(code) = 9))
);
create index region_parent on region (parent_code, code);
comment on table region is 'Administrative divisions by GB/T 2260 code (six digits) and towns by the nine-digit code of GB/T 10114; the edition names the list a row comes from. Filled from data that ships with the program, never by hand.';

create table city (
  city text primary key check (city ~ '^[0-9]{6}$'),
  name text not null check (name <> ''),
  short_name text not null check (short_name <> ''),
  created_at timestamptz not null
);
comment on table city is 'The jurisdictions this installation works for: one row each, keyed by the GB/T 2260 code.';

create table unit (
  city text not null,
  id uuid not null,
  name text not null check (name <> '' and length(name) <= 120),
  short_name text not null check (short_name <> '' and length(short_name) <= 60),
  type text,
  parent_id uuid check (parent_id <> id),
  region text not null,
  active boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (city, id),
  foreign key (city, parent_id) references unit (city, id)
);
create unique index unit_active_name on unit (city, name) where active;
create index unit_parent on unit (city, parent_id);
create index unit_type on unit (city, type);
comment on table unit is 'Units of a city: offices, bureaus, districts'' governments and their branches. Never deleted, since plans and cases name them; a unit that is dissolved becomes inactive. Active names are unique in the city.';

create table unit_member (
  city text not null,
  unit_id uuid not null,
  account_id uuid not null,
  since timestamptz not null,
  primary key (city, unit_id, account_id),
  foreign key (city, unit_id) references unit (city, id)
);
create index unit_member_account on unit_member (city, account_id);
comment on table unit_member is 'Which account acts for which unit. The account lives in the installation''s own table and is checked by the service, since a local table cannot be the target of a distributed key.';
