create table spot_check_task (
  city text not null,
  id uuid not null,
  line_id uuid not null,
  -- who samples; never the organisation that tests
  unit_id uuid not null,
  institution_id uuid not null,
  region text not null,
  samplers text[] not null check (cardinality(samplers) >= 2),
  sampler_ids uuid[] not null default '{}',
  batches integer not null check (batches > 0),
  due_on date not null,
  state text not null check (state in ('open', 'done', 'cancelled')),
  note text not null default '',
  created_at timestamptz not null,
  created_by text not null,
  primary key (city, id),
  foreign key (city, line_id) references spot_check_plan_line (city, id),
  foreign key (city, institution_id) references spot_check_institution (city, id)
);
comment on table spot_check_task is 'Sampling tasks: at least two samplers, and another organisation to test what they bring.';
create index spot_check_task_open on spot_check_task (city, state, due_on, id);
create index spot_check_task_line on spot_check_task (city, line_id);

create table spot_check_sample (
  city text not null,
  id uuid not null,
  task_id uuid not null,
  line_id uuid not null,
  category_id uuid not null,
  rule_id uuid not null,
  kind text not null check (kind in ('product', 'consumer', 'food', 'farm', 'drug')),
  purpose text not null check (purpose in ('supervision', 'evaluation', 'monitoring', 'special')),
  link text not null check (link in ('production', 'sale', 'online')),
  unit_id uuid not null,
  institution_id uuid not null,
  state text not null check (state in ('sampled', 'refused', 'handed-over', 'received', 'rejected', 'judged')),
  sheet_number text not null,
  -- all that the laboratory knows the sample by
  blind_code text not null,
  sampled_on date not null,
  region text not null,
  enterprise_id uuid,
  enterprise_name text not null,
  enterprise_code text,
  address text not null,
  producer_id uuid,
  producer_name text,
  producer_code text,
  product_name text not null,
  trade_mark text not null default '',
  model text not null default '',
  standard text not null default '',
  batch_number text not null default '',
  produced_on date,
  base_quantity numeric,
  sample_quantity numeric,
  reserve_quantity numeric,
  quantity_unit text not null default '',
  price numeric(12, 2),
  platform text not null default '',
  order_number text not null default '',
  samplers text[] not null,
  sampler_ids uuid[] not null default '{}',
  signatory_name text not null default '',
  signatory_phone text not null default '',
  refusal_reason text,
  note text not null default '',
  handed_over_at timestamptz,
  received_at timestamptz,
  received_by text,
  receipt_note text not null default '',
  report_number text,
  judged_on date,
  judged_by text,
  initial_result text check (initial_result in ('pass', 'fail')),
  -- after re-test; null again when the sample was set aside
  final_result text check (final_result in ('pass', 'fail')),
  serious boolean not null default false,
  failing_units integer,
  judgement_note text not null default '',
  case_id uuid,
  follow_up text,
  follow_up_since timestamptz,
  published_on date,
  created_at timestamptz not null,
  created_by text not null,
  primary key (city, id),
  unique (city, sheet_number),
  unique (city, blind_code),
  check (cardinality(samplers) >= 2),
  check ((state = 'refused') = (refusal_reason is not null)),
  check ((state = 'judged') = (initial_result is not null)),
  foreign key (city, task_id) references spot_check_task (city, id),
  foreign key (city, category_id) references spot_check_category (city, id),
  foreign key (city, rule_id) references spot_check_rule (city, id),
  foreign key (city, institution_id) references spot_check_institution (city, id)
);
comment on table spot_check_sample is 'A batch sampled, or its refusal: sampling sheet, laboratory, judgement and where its follow-up stands. Judged by rule, never by hand.';
create index spot_check_sample_list on spot_check_sample (city, id desc);
create index spot_check_sample_state on spot_check_sample (city, state, id desc);
create index spot_check_sample_judged on spot_check_sample (city, judged_on, category_id);
create index spot_check_sample_enterprise on spot_check_sample (city, enterprise_id);
create index spot_check_sample_producer on spot_check_sample (city, producer_id);
create index spot_check_sample_line on spot_check_sample (city, line_id);
create index spot_check_sample_case on spot_check_sample (city, case_id);
create index spot_check_sample_task on spot_check_sample (city, task_id);
create index spot_check_sample_laboratory on spot_check_sample (city, institution_id, state, id);
create index spot_check_sample_follow_up on spot_check_sample (city, follow_up, follow_up_since) where follow_up is not null;
create index spot_check_sample_published on spot_check_sample (city, published_on desc, id desc) where published_on is not null;

create table spot_check_result (
  city text not null,
  sample_id uuid not null,
  round text not null check (round in ('initial', 'retest', 'reinspection')),
  -- which re-inspection; 1 for the other rounds
  attempt integer not null default 1 check (attempt > 0),
  unit_number integer not null check (unit_number > 0),
  position integer not null,
  -- all digits as measured
  measured text not null,
  compared text,
  reported text,
  conforms boolean not null,
  entered_at timestamptz not null,
  entered_by text not null,
  primary key (city, sample_id, round, attempt, unit_number, position),
  foreign key (city, sample_id) references spot_check_sample (city, id) on delete cascade
);
comment on table spot_check_result is 'What was measured of each unit and item, what was compared with the limit, and whether it conforms.';

create table spot_check_file (
  city text not null,
  sample_id uuid not null,
  file_id uuid not null,
  role text not null check (role in ('sheet', 'photo', 'signature', 'report', 'objection', 'correction')),
  attached_at timestamptz not null,
  attached_by text not null,
  primary key (city, sample_id, file_id),
  foreign key (city, sample_id) references spot_check_sample (city, id) on delete cascade
);
comment on table spot_check_file is 'Files of a sample: signed sheet, photographs, report, papers of an objection.';

create table spot_check_import (
  city text not null,
  id uuid not null,
  institution_id uuid not null,
  file_name text not null,
  sha256 text not null,
  samples integer not null,
  results integer not null,
  imported_at timestamptz not null,
  imported_by text not null,
  primary key (city, id),
  unique (city, institution_id, sha256)
);
comment on table spot_check_import is 'Result files that were taken in whole; the same file is not taken in twice.';

create view spot_check_fact as
  select sample.city, sample.id::text as record_id, sample.region, sample.judged_on as at, sample.kind,
    category.code as category, sample.link, sample.purpose, sample.final_result as result,
    1 as batches, (sample.final_result = 'pass')::integer as passed, (sample.final_result = 'fail')::integer as failed,
    (sample.initial_result = 'fail')::integer as failed_at_first
  from spot_check_sample sample
  join spot_check_category category on category.city = sample.city and category.id = sample.category_id
  where sample.final_result is not null;
