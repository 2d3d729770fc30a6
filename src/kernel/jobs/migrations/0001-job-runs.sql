create table job_run (
  city text not null,
  id uuid not null,
  job text not null,
  title_zh text not null,
  title_en text not null,
  state text not null check (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  input jsonb not null,
  identity jsonb not null,
  attempts integer not null default 0 check (attempts >= 0),
  progress_done double precision,
  progress_total double precision,
  note_zh text,
  note_en text,
  result jsonb,
  error_zh text,
  error_en text,
  started_by text,
  started_by_name text not null,
  queued_at timestamptz not null,
  dispatched_at timestamptz,
  started_at timestamptz,
  finished_at timestamptz,
  cancel_requested_at timestamptz,
  primary key (city, id)
);
comment on table job_run is
  'One row a piece of background work. It is written in the transaction that asks for the work and handed to the job queue afterwards (dispatched_at), so that nothing asked for is lost and nothing rolled back is run.';
create index job_run_waiting on job_run (queued_at) where dispatched_at is null;
create index job_run_starter on job_run (city, started_by, id desc);
create index job_run_job on job_run (city, job, state);
