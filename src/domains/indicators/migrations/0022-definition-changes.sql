alter table indicator_version add column approved_by text;

create table indicator_change (
  city text not null,
  -- That of its case, through which it is decided
  id uuid not null,
  indicator_id uuid not null,
  -- Number of the version that it was proposed to follow
  base_number integer not null,
  valid_from date not null,
  -- All that the version would say, as the contract's definition fields
  fields jsonb not null,
  reason text not null check (reason <> ''),
  state text not null check (state in ('reviewing', 'revising', 'approved', 'rejected', 'withdrawn')),
  proposed_at timestamptz not null,
  proposed_by text not null,
  decided_at timestamptz,
  decided_by text,
  -- The version that it became
  version_id uuid,
  -- What it changed, or would have, as shown when it was decided
  effect jsonb,
  primary key (city, id),
  check ((state = 'approved') = (version_id is not null)),
  check ((decided_at is null) = (state in ('reviewing', 'revising'))),
  foreign key (city, indicator_id) references indicator (city, id) on delete cascade
);
comment on table indicator_change is 'Proposed versions of definitions, kept whatever came of them: nobody approves what they proposed, and an indicator has one open proposal at a time.';
create unique index indicator_change_open on indicator_change (city, indicator_id) where state in ('reviewing', 'revising');
create index indicator_change_indicator on indicator_change (city, indicator_id, id);
