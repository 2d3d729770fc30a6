create table inspection (
  city text not null,
  id uuid not null,
  draw_id uuid,
  -- The check of the register that it comes from, and the version of the item that it was drawn for
  item_id uuid not null,
  item_code text not null,
  -- Risk class at the time of the draw; N when there was none
  class text not null check (class in ('A', 'B', 'C', 'D', 'N')),
  enterprise_id uuid not null,
  credit_code text not null,
  name text not null,
  region text not null,
  department_id uuid not null,
  case_id uuid,
  state text not null,
  due_on date,
  assigned_at timestamptz not null,
  accepted_at timestamptz,
  arrived_at timestamptz,
  recorded_at timestamptz,
  approved_at timestamptz,
  published_at timestamptz,
  closed_at timestamptz,
  -- Last day on which the result may be published
  publish_by date,
  outcome text check (outcome in ('nothing-found', 'not-disclosed', 'false-information', 'unreachable', 'ordered-to-correct', 'refused', 'no-such-business', 'further-handling')),
  -- Answers by the key of the check, remark, place, who signed
  record jsonb,
  checks_done integer not null default 0 check (checks_done >= 0),
  problems integer not null default 0 check (problems >= 0),
  correct_by date,
  corrected integer not null default 0 check (corrected >= 0),
  corrected_at timestamptz,
  -- Substitute for another drawn subject that could not be inspected
  stands_in_for uuid,
  primary key (city, id),
  foreign key (city, item_id) references inspection_item (city, id),
  foreign key (city, draw_id) references draw (city, id)
);
comment on table inspection is 'Inspections, one for each drawn subject; a case each. What was found stands in record, as the item''s checks ask.';
create unique index inspection_drawn on inspection (city, draw_id, enterprise_id) where draw_id is not null;
create index inspection_recent on inspection (city, id desc);
create index inspection_state on inspection (city, state, id desc);
create index inspection_enterprise on inspection (city, enterprise_id, recorded_at);
create index inspection_published on inspection (city, published_at desc, id desc) where published_at is not null;

create table inspection_team (
  city text not null,
  inspection_id uuid not null,
  seat integer not null check (seat >= 0),
  inspector_id uuid not null,
  primary key (city, inspection_id, seat),
  unique (city, inspection_id, inspector_id),
  foreign key (city, inspection_id) references inspection (city, id),
  foreign key (city, inspector_id) references inspector (city, id)
);
comment on table inspection_team is 'Who inspects: the draw''s team in its order; the first one leads.';
create index inspection_team_inspector on inspection_team (city, inspector_id, inspection_id);

create table inspection_file (
  city text not null,
  -- Made on the phone, so that sending it twice keeps it once
  id uuid not null,
  inspection_id uuid not null,
  file_id uuid not null,
  kind text not null check (kind in ('photo', 'signature')),
  check_key text,
  -- SHA-256 of the picture as the phone took it in
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  taken_at timestamptz not null,
  received_at timestamptz not null,
  received_by text not null,
  primary key (city, id),
  foreign key (city, inspection_id) references inspection (city, id)
);
comment on table inspection_file is 'Photos and signatures of inspections: received once, never changed.';
create index inspection_file_inspection on inspection_file (city, inspection_id, id);

create table inspection_operation (
  city text not null,
  -- Made on the phone (UUIDv7)
  id uuid not null,
  inspection_id uuid not null,
  kind text not null check (kind in ('accept', 'arrive', 'record', 'unable')),
  -- What was answered, given again when the phone asks again
  answer jsonb not null,
  made_at timestamptz not null,
  received_at timestamptz not null,
  received_by text not null,
  primary key (city, id),
  foreign key (city, inspection_id) references inspection (city, id)
);
comment on table inspection_operation is 'Steps that phones have sent: each is done once, however often it arrives.';

create view inspection_fact as
  select city, id::text as record_id, left(region, 6) as region, (recorded_at at time zone 'Asia/Shanghai')::date as at,
    item_code as item, class, outcome, case when draw_id is null then 'other' else 'drawn' end as origin,
    1::numeric as inspected, (problems > 0)::int::numeric as with_problems, problems::numeric as problems,
    corrected::numeric as corrected, checks_done::numeric as checks
  from inspection where recorded_at is not null and outcome is not null;
comment on view inspection_fact is 'Facts: inspections whose result is on record, by item, risk class and outcome.';

create view supervision_factor_inspection as
  select city, enterprise_id, 'inspection.problems' as factor, problems::numeric as value,
    (recorded_at at time zone 'Asia/Shanghai')::date as at, id::text as record_id, item_code as record_label
  from inspection where approved_at is not null and problems > 0
  union all
  select city, enterprise_id, 'inspection.uncorrected', (problems - corrected)::numeric,
    (recorded_at at time zone 'Asia/Shanghai')::date, id::text, item_code
  from inspection where approved_at is not null and problems > corrected and correct_by < current_date
  union all
  select city, enterprise_id, 'inspection.' || outcome, 1::numeric,
    (recorded_at at time zone 'Asia/Shanghai')::date, id::text, item_code
  from inspection where approved_at is not null and outcome in ('unreachable', 'refused', 'false-information')
  union all
  select city, enterprise_id, 'inspection.clean', 1::numeric,
    (recorded_at at time zone 'Asia/Shanghai')::date, id::text, item_code
  from inspection where approved_at is not null and outcome = 'nothing-found';
comment on view supervision_factor_inspection is 'Factor source: approved results of inspections, one row a result and factor.';

create view supervision_inspection_result as
  select city, enterprise_id, id as inspection_id, item_code, outcome, problems, recorded_at, published_at, case_id
  from inspection where approved_at is not null;
comment on view supervision_inspection_result is 'Published: approved results of inspections, for other domains and rooms.';
