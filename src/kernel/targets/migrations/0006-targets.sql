create table target (
  city text not null,
  -- The commitment over all versions of the document that makes it
  id uuid not null,
  -- The document: a plan
  source_id uuid not null,
  source_title text not null,
  indicator text not null check (indicator <> ''),
  action text not null,
  comparator text not null check (comparator in ('>=', '<=', '=', '>', '<', '~', 'range', 'delta+', 'delta-')),
  value numeric not null,
  value_high numeric,
  unit text not null,
  year integer check (year > 1900 and year < 2200),
  scope_word text,
  unit_ids uuid[] not null default '{}',
  registered_at timestamptz not null,
  primary key (city, id),
  check ((comparator = 'range') = (value_high is not null))
);
comment on table target is 'Commitments in force: one row each, replaced as a whole when the document that makes them is published anew.';
create index target_source on target (city, source_id);

create table target_state (
  city text not null,
  target_id uuid not null,
  -- The city itself, or a district whose own share it is
  region text not null,
  state text not null check (state in ('met', 'on-track', 'at-risk', 'behind', 'no-data')),
  -- In the unit of the target
  current_value numeric,
  current_period text,
  required_value numeric,
  stale boolean not null default false,
  reason text not null,
  computed_at timestamptz not null,
  primary key (city, target_id, region)
);
comment on table target_state is 'How each commitment stands: computed from figures, read by boards and assessments; a target without a row has no data.';
create index target_state_state on target_state (city, region, state);
