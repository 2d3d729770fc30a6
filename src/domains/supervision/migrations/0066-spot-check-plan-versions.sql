alter table spot_check_plan drop constraint spot_check_plan_state_check;
alter table spot_check_plan add constraint spot_check_plan_state_check
  check (state in ('draft', 'adopted', 'withdrawn'));
comment on table spot_check_plan is 'The annual spot-check plan; it is sampled by once its first version is adopted, and changes by adopted versions only.';

alter table spot_check_plan_line
  add column purchase_per_batch numeric(12, 2) not null default 0 check (purchase_per_batch >= 0);
comment on table spot_check_plan_line is 'Lines of plans as adopted last: how many batches of which product are sampled, why, and what a batch may cost.';
comment on column spot_check_plan_line.cost_per_batch is 'Yuan for testing a batch.';
comment on column spot_check_plan_line.purchase_per_batch is 'Yuan for buying the samples of a batch; no budget for it where it is nought.';

create table spot_check_plan_version (
  city text not null,
  plan_id uuid not null,
  number integer not null check (number > 0),
  state text not null check (state in ('draft', 'approving', 'adopted', 'withdrawn')),
  -- why an adopted plan is revised
  reason text,
  -- why the version was returned to its drafter last
  returned text,
  case_id uuid,
  drafted_at timestamptz not null,
  drafted_by text not null,
  drafter_id uuid,
  adopted_at timestamptz,
  adopted_by text,
  primary key (city, plan_id, number),
  check ((number = 1) = (reason is null)),
  check ((state = 'adopted') = (adopted_at is not null)),
  foreign key (city, plan_id) references spot_check_plan (city, id)
);
create unique index spot_check_plan_version_open on spot_check_plan_version (city, plan_id)
  where state in ('draft', 'approving');
create index spot_check_plan_version_case on spot_check_plan_version (city, case_id);
comment on table spot_check_plan_version is 'Versions of spot-check plans: the first draft and every revision, adopted by somebody else than its drafter; one is open at a time.';

create table spot_check_plan_version_line (
  city text not null,
  plan_id uuid not null,
  number integer not null,
  -- the line of the plan that it becomes
  line_id uuid not null,
  category_id uuid not null,
  purpose text not null check (purpose in ('supervision', 'evaluation', 'monitoring', 'special')),
  batches integer not null check (batches > 0),
  cost_per_batch numeric(12, 2) not null check (cost_per_batch >= 0),
  purchase_per_batch numeric(12, 2) not null check (purchase_per_batch >= 0),
  primary key (city, plan_id, number, line_id),
  unique (city, plan_id, number, category_id, purpose),
  foreign key (city, plan_id, number) references spot_check_plan_version (city, plan_id, number),
  foreign key (city, category_id) references spot_check_category (city, id)
);
comment on table spot_check_plan_version_line is 'All lines of a version of a spot-check plan; they change while it is a draft and tell afterwards what was adopted.';

insert into spot_check_plan_version (city, plan_id, number, state, drafted_at, drafted_by, adopted_at, adopted_by)
  select city, id, 1, state, created_at, created_by, adopted_at, adopted_by from spot_check_plan;
insert into spot_check_plan_version_line
    (city, plan_id, number, line_id, category_id, purpose, batches, cost_per_batch, purchase_per_batch)
  select city, plan_id, 1, id, category_id, purpose, batches, cost_per_batch, purchase_per_batch
  from spot_check_plan_line;
delete from spot_check_plan_line line using spot_check_plan plan
  where plan.city = line.city and plan.id = line.plan_id and plan.state = 'draft';
