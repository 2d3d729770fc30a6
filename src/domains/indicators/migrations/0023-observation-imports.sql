create table observation_import (
  city text not null,
  id uuid not null,
  file_id uuid not null,
  name text not null,
  -- The dry run comes first; 'importing' only once a person has seen what it says, 'imported' in the transaction that
  -- publishes all rows
  state text not null check (state in ('checking', 'checked', 'importing', 'imported', 'failed', 'abandoned')),
  job_run_id uuid,
  -- Where the figures come from and why; also the explanation of leaps that have none of their own
  reason text,
  rows_read integer not null default 0,
  -- Rows without a value, which are left out
  rows_blank integer not null default 0,
  rows_invalid integer not null default 0,
  -- Rows far off what was before, without an explanation of their own
  rows_unexplained integer not null default 0,
  -- What the dry run foresees, and then what was published
  added integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  -- Valid rows that are staged: where to go on after a crash
  rows_staged integer not null default 0,
  -- The definitions under which they were
  staged_under text,
  -- The first findings, and what the file holds by indicator
  findings jsonb not null default '[]',
  outline jsonb not null default '[]',
  report_file_id uuid,
  failure jsonb,
  created_at timestamptz not null,
  created_by text not null,
  finished_at timestamptz,
  primary key (city, id)
);
comment on table observation_import is 'Files of figures: checked first, then published as a whole or not at all, each with its counts and the list of what is wrong.';

create table observation_import_row (
  city text not null,
  import_id uuid not null,
  line integer not null,
  observation_id uuid not null,
  indicator_id uuid not null,
  region text not null,
  period text not null,
  value numeric not null,
  explanation text,
  primary key (city, import_id, line),
  foreign key (city, import_id) references observation_import (city, id) on delete cascade
);
comment on table observation_import_row is 'Rows of a file that are ready to be published together; gone when they are, or when the file is given up.';
