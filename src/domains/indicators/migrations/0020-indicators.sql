create table indicator (
  city text not null,
  id uuid not null,
  code text not null check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  -- 'national': from the catalogue that ships with the program; 'city': added here
  origin text not null check (origin in ('national', 'city')),
  created_at timestamptz not null,
  created_by text not null,
  primary key (city, id),
  unique (city, code)
);
comment on table indicator is 'What is measured, under one code for good; what it means at a time is in its versions.';

create table indicator_version (
  city text not null,
  id uuid not null,
  indicator_id uuid not null,
  number integer not null check (number > 0),
  valid_from date not null,
  valid_to date,
  name_zh text not null check (name_zh <> ''),
  name_en text not null check (name_en <> ''),
  synonyms text[] not null default '{}',
  definition_zh text not null check (definition_zh <> ''),
  definition_en text not null check (definition_en <> ''),
  unit text not null,
  direction text not null check (direction in ('higher', 'lower', 'neutral')),
  decimals integer not null check (decimals >= 0 and decimals <= 9),
  category text not null,
  period text not null check (period in ('month', 'quarter', 'year')),
  -- How the values of shorter periods make that of a longer one
  accumulation text not null check (accumulation in ('sum', 'mean', 'last', 'none')),
  source_standard text,
  -- Type of the unit that usually reports it (unit types of the organisation)
  owner_unit_type text,
  computation text not null check (computation in ('observed', 'expression', 'method')),
  expression text,
  method jsonb,
  minimum numeric,
  maximum numeric,
  -- Largest change from the period before, in per cent, that needs no explanation
  largest_jump numeric check (largest_jump > 0),
  reason text,
  created_at timestamptz not null,
  created_by text not null,
  primary key (city, id),
  unique (city, indicator_id, number),
  unique (city, indicator_id, valid_from),
  check (valid_to is null or valid_to > valid_from),
  check ((computation = 'expression') = (expression is not null)),
  check ((computation = 'method') = (method is not null)),
  foreign key (city, indicator_id) references indicator (city, id) on delete cascade
);
comment on table indicator_version is 'A definition and the days on which it holds; a figure is computed with the version of its own period.';

create table observation (
  city text not null,
  id uuid not null,
  indicator_id uuid not null,
  region text not null,
  period text not null check (period ~ '^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$'),
  value numeric not null,
  state text not null check (state in ('draft', 'published', 'superseded', 'discarded')),
  -- Why it is out of the ordinary, or why it was corrected
  explanation text,
  evidence_file_id uuid,
  unit_id uuid,
  entered_at timestamptz not null,
  entered_by text not null,
  published_at timestamptz,
  published_by text,
  primary key (city, id),
  foreign key (city, indicator_id) references indicator (city, id) on delete cascade
);
comment on table observation is 'Figures from outside, one row an entry and never changed in value: a correction is a new row, the one before is kept as superseded.';
create unique index observation_published on observation (city, indicator_id, region, period) where state = 'published';
create unique index observation_draft on observation (city, indicator_id, region, period) where state = 'draft';
create index observation_history on observation (city, indicator_id, region, period, id);

create table target_binding (
  city text not null,
  target_id uuid not null,
  indicator_id uuid not null,
  -- What the figure is compared as
  basis text not null check (basis in ('level', 'year-total', 'since-baseline')),
  -- Multiplied into figures to give the unit of the target
  factor numeric not null check (factor > 0),
  baseline_year integer check (baseline_year > 1900 and baseline_year < 2200),
  baseline_value numeric,
  -- Deadline set here for a target whose document names none
  year integer check (year > 1900 and year < 2200),
  path text not null check (path in ('linear', 'stepped', 'milestones')),
  milestones jsonb not null default '[]',
  confirmed_at timestamptz not null,
  confirmed_by text not null,
  primary key (city, target_id),
  check ((baseline_year is null) = (baseline_value is null)),
  foreign key (city, indicator_id) references indicator (city, id)
);
comment on table target_binding is 'Which indicator answers a commitment, confirmed by a person, and the path from its baseline to the goal.';
create index target_binding_indicator on target_binding (city, indicator_id);

create table target_share (
  city text not null,
  target_id uuid not null,
  region text not null,
  value numeric not null,
  baseline_value numeric,
  primary key (city, target_id, region),
  foreign key (city, target_id) references target_binding (city, target_id) on delete cascade
);
comment on table target_share is 'A city target rolled down: what each district has to reach, in the unit of the target.';
