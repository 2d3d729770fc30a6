create table inspection_item (
  city text not null,
  id uuid not null,
  code text not null check (code <> ''),
  version integer not null check (version > 0),
  title text not null check (title <> ''),
  -- 重点检查事项 may be checked at any rate, 一般检查事项 within the yearly limit
  category text not null check (category in ('key', 'general')),
  basis text not null,
  clause text not null,
  subject_kind text not null check (subject_kind in ('enterprise', 'product', 'site')),
  method text not null check (method in ('on-site', 'written', 'online')),
  department_id uuid not null,
  -- Field that inspectors must know; null for any
  skill text,
  -- Largest share of the register in a year, in 1 of 10,000; null for no limit
  yearly_limit integer check (yearly_limit between 1 and 10000),
  -- A subject is not drawn again for this item within so many months
  rest_months integer check (rest_months between 1 and 120),
  -- Whom it concerns: { industries, tags, regions, sizes, classes }, each a list that may be empty
  register jsonb not null,
  -- What is looked at: list of checks from which the phone's form is made
  checks jsonb not null,
  state text not null check (state in ('active', 'replaced', 'retired')),
  created_at timestamptz not null,
  created_by text not null,
  primary key (city, id),
  unique (city, code, version)
);
comment on table inspection_item is 'What may be inspected (抽查事项清单), a row for each version: a change makes the next version, and inspections keep the one they were drawn for.';
create unique index inspection_item_active on inspection_item (city, code) where state = 'active';

create table inspector (
  city text not null,
  id uuid not null,
  -- How published draws name the person
  number text not null,
  account_id uuid,
  name text not null check (name <> ''),
  department_id uuid not null,
  certificate text not null,
  certificate_until date not null,
  skills text[] not null default '{}',
  -- County codes; empty for the whole city
  districts text[] not null default '{}',
  -- Most subjects of one draw
  maximum_load integer not null check (maximum_load between 0 and 1000),
  active boolean not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (city, id),
  unique (city, number)
);
comment on table inspector is 'Who may be sent to inspect (执法检查人员名录库): certificate, fields, districts, load.';
create unique index inspector_account on inspector (city, account_id) where account_id is not null;

create table inspector_avoidance (
  city text not null,
  id uuid not null,
  inspector_id uuid not null,
  enterprise_id uuid not null,
  reason text not null check (reason in ('kinship', 'former-employment', 'interest', 'other')),
  note text,
  declared_at timestamptz not null,
  declared_by text not null,
  ended_at timestamptz,
  primary key (city, id),
  foreign key (city, inspector_id) references inspector (city, id)
);
comment on table inspector_avoidance is 'Declarations of inspectors that they must not inspect an enterprise (回避); ended, never deleted.';
create unique index inspector_avoidance_current on inspector_avoidance (city, inspector_id, enterprise_id) where ended_at is null;

create table inspection_plan (
  city text not null,
  id uuid not null,
  year integer not null check (year between 2015 and 2150),
  title text not null check (title <> ''),
  state text not null check (state in ('draft', 'approving', 'approved', 'withdrawn')),
  case_id uuid,
  created_at timestamptz not null,
  created_by text not null,
  approved_at timestamptz,
  approved_by text,
  primary key (city, id)
);
comment on table inspection_plan is 'The yearly plan of random inspections: approved as a case, then published; its tasks do not change after that.';
create index inspection_plan_year on inspection_plan (city, year, id);

create table inspection_plan_task (
  city text not null,
  id uuid not null,
  plan_id uuid not null,
  item_id uuid not null,
  month integer not null check (month between 1 and 12),
  -- Further departments of a joint inspection, besides the item's own
  joint_departments uuid[] not null default '{}',
  -- Subjects to draw of each class, in 1 of 10,000: { A, B, C, D, N }
  rates jsonb not null,
  substitutes integer not null default 0 check (substitutes between 0 and 100),
  team_size integer not null default 2 check (team_size between 2 and 9),
  note text,
  primary key (city, id),
  foreign key (city, plan_id) references inspection_plan (city, id),
  foreign key (city, item_id) references inspection_item (city, id)
);
comment on table inspection_plan_task is 'A line of a yearly plan: which item, in which month, at which rates by risk class, with which departments.';
create index inspection_plan_task_plan on inspection_plan_task (city, plan_id, month, id);

create table draw (
  city text not null,
  id uuid not null,
  year integer not null,
  sequence integer not null check (sequence > 0),
  title text not null check (title <> ''),
  task_id uuid,
  item_id uuid not null,
  department_id uuid not null,
  state text not null check (state in ('preparing', 'committed', 'drawing', 'drawn', 'replaced', 'cancelled', 'failed')),
  hash text not null check (hash in ('sha256', 'sm3')),
  -- What was asked for: departments, rates, substitutes, team size
  request jsonb not null,
  witnesses_until timestamptz,
  public_source text,
  -- Fixed by the commitment
  population_size integer,
  -- SHA-256 of the stored list of subjects
  population_file text,
  population_digest text,
  plan jsonb,
  plan_digest text,
  terms jsonb,
  terms_digest text,
  commitment text,
  committed_at timestamptz,
  replaces_id uuid,
  reason text,
  job_run_id uuid,
  failure text,
  created_at timestamptz not null,
  created_by text not null,
  primary key (city, id),
  unique (city, year, sequence),
  foreign key (city, item_id) references inspection_item (city, id),
  foreign key (city, task_id) references inspection_plan_task (city, id),
  foreign key (city, replaces_id) references draw (city, id),
  check (state in ('preparing', 'cancelled', 'failed') or commitment is not null)
);
comment on table draw is 'Random draws: prepared, committed (hash of the secret published), drawn. A replaced draw stays with all it gave.';
create index draw_recent on draw (city, id desc);

create table draw_secret (
  city text not null,
  draw_id uuid not null,
  secret text not null check (secret ~ '^[0-9a-f]{64}$'),
  primary key (city, draw_id),
  foreign key (city, draw_id) references draw (city, id)
);
comment on table draw_secret is 'Secrets of committed draws. No procedure reads one before its draw is conducted; the published result then carries it.';

create table draw_contribution (
  city text not null,
  draw_id uuid not null,
  position integer not null check (position >= 0),
  -- As it goes into the seed
  line text not null,
  kind text not null check (kind in ('terms', 'witness', 'public-event')),
  name text not null,
  at timestamptz not null,
  primary key (city, draw_id, position),
  foreign key (city, draw_id) references draw (city, id)
);
comment on table draw_contribution is 'What witnesses and public events added to a seed, in the order of arrival; the first line binds the terms.';

create table draw_result (
  city text not null,
  draw_id uuid not null,
  secret text not null,
  seed text not null,
  results jsonb not null,
  teams jsonb not null,
  joint jsonb not null,
  digest text not null,
  drawn_at timestamptz not null,
  drawn_by text not null,
  primary key (city, draw_id),
  foreign key (city, draw_id) references draw (city, id)
);
comment on table draw_result is 'What draws gave, as published: written once.';

create table draw_subject (
  city text not null,
  draw_id uuid not null,
  -- Order of drawing over all strata
  position integer not null check (position >= 0),
  enterprise_id uuid not null,
  credit_code text not null,
  name text not null,
  region text not null,
  stratum text not null,
  substitute boolean not null,
  -- Numbers of the inspectors
  inspectors text[] not null,
  primary key (city, draw_id, position),
  unique (city, draw_id, enterprise_id),
  foreign key (city, draw_id) references draw (city, id)
);
comment on table draw_subject is 'Subjects that were drawn and substitutes, with name and place as they were on that day.';
create index draw_subject_enterprise on draw_subject (city, enterprise_id, draw_id);
