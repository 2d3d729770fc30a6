create table enterprise_import (
  city text not null,
  id uuid not null,
  file_id uuid not null,
  name text not null,
  -- The dry run comes first; nothing is written before a person has seen what it says
  state text not null check (state in ('checking', 'checked', 'importing', 'imported', 'failed')),
  job_run_id uuid,
  -- Why known enterprises change: goes into their history
  reason text,
  rows_read integer not null default 0,
  rows_invalid integer not null default 0,
  -- What the dry run foresees, and then what was written
  added integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  -- Rows of the file that are written for good: where to go on after a crash
  rows_done integer not null default 0,
  error_file_id uuid,
  failure jsonb,
  created_at timestamptz not null,
  created_by text not null,
  finished_at timestamptz,
  primary key (city, id)
);
comment on table enterprise_import is 'Files taken into the register: checked first, then imported, each with its counts and the file of its faults.';

create table enterprise_export (
  city text not null,
  id uuid not null,
  file_id uuid not null,
  name text not null,
  rows integer not null,
  created_at timestamptz not null,
  created_by text not null,
  primary key (city, id)
);
comment on table enterprise_export is 'Files made from the register, for whom made them to fetch.';
