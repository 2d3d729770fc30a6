create table spot_check_category (
  city text not null,
  id uuid not null,
  code text not null check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null,
  -- which law governs it: each has its own deadlines and its own pass rate
  kind text not null check (kind in ('product', 'consumer', 'food', 'farm', 'drug')),
  -- division of GB/T 4754, by which pass rates are weighted with output
  industry text check (industry ~ '^[0-9]{2}$'),
  active boolean not null default true,
  primary key (city, id),
  unique (city, code)
);
comment on table spot_check_category is 'The spot check''s catalogue of products: what may be planned and sampled, and which law governs it.';

create table spot_check_rule (
  city text not null,
  id uuid not null,
  category_id uuid not null,
  number integer not null check (number > 0),
  title text not null,
  document text not null,
  -- units tested of a batch, and how many may fail before the batch is held not to be as declared (GB/T 2828.4, 2828.11)
  units integer not null check (units between 1 and 500),
  failing_limit integer not null default 0 check (failing_limit >= 0),
  -- failing items of the least severity that a unit may have and still conform
  minor_allowed integer not null default 0 check (minor_allowed >= 0),
  sample_unit text not null,
  sample_quantity numeric not null check (sample_quantity > 0),
  reserve_quantity numeric not null check (reserve_quantity >= 0),
  sampling text not null,
  effective_from date not null,
  effective_to date,
  created_at timestamptz not null,
  created_by text not null,
  primary key (city, id),
  unique (city, category_id, number),
  check (failing_limit < units),
  check (effective_to > effective_from),
  foreign key (city, category_id) references spot_check_category (city, id)
);
comment on table spot_check_rule is 'Versions of the detailed rules of a spot check; the version of the sampling day governs a sample, and none is changed once made.';

create table spot_check_rule_item (
  city text not null,
  rule_id uuid not null,
  position integer not null check (position > 0),
  name text not null,
  standard text not null,
  clause text not null,
  method text not null,
  requirement text not null check (requirement in ('limit', 'not-detected', 'complies')),
  limit_text text,
  comparison text not null check (comparison in ('full-value', 'rounded-value')),
  unit text not null,
  decimals integer not null check (decimals between 0 and 9),
  severity text not null check (severity in ('critical', 'major', 'minor')),
  primary key (city, rule_id, position),
  check ((requirement = 'limit') = (limit_text is not null)),
  foreign key (city, rule_id) references spot_check_rule (city, id) on delete cascade
);
comment on table spot_check_rule_item is 'The items that a rule has tested: standard, method, limit, and how a measured value is compared with it (GB/T 8170).';

create table spot_check_institution (
  city text not null,
  id uuid not null,
  name text not null,
  -- the organisation whose accounts may work for it
  unit_id uuid,
  cma_number text,
  qualified_until date not null,
  kinds text[] not null,
  active boolean not null default true,
  primary key (city, id),
  unique (city, name)
);
comment on table spot_check_institution is 'Testing institutions with their qualification; a sample goes only to one whose qualification holds on the day.';

create table spot_check_plan (
  city text not null,
  id uuid not null,
  year integer not null check (year between 2000 and 2200),
  title text not null,
  state text not null check (state in ('draft', 'adopted')),
  adopted_at timestamptz,
  adopted_by text,
  created_at timestamptz not null,
  created_by text not null,
  primary key (city, id)
);
comment on table spot_check_plan is 'The annual spot-check plan; lines are changed while it is a draft, and sampled by once it is adopted.';
create index spot_check_plan_year on spot_check_plan (city, year desc, id desc);

create table spot_check_plan_line (
  city text not null,
  id uuid not null,
  plan_id uuid not null,
  category_id uuid not null,
  purpose text not null check (purpose in ('supervision', 'evaluation', 'monitoring', 'special')),
  batches integer not null check (batches > 0),
  -- yuan: testing and the purchase of samples
  cost_per_batch numeric(12, 2) not null check (cost_per_batch >= 0),
  primary key (city, id),
  unique (city, plan_id, category_id, purpose),
  foreign key (city, plan_id) references spot_check_plan (city, id) on delete cascade,
  foreign key (city, category_id) references spot_check_category (city, id)
);
comment on table spot_check_plan_line is 'How many batches of which product a plan has sampled, why, and what a batch may cost.';

create table spot_check_output (
  city text not null,
  year integer not null,
  region text not null,
  industry text not null check (industry ~ '^[0-9]{2}$'),
  -- 100 million yuan
  output numeric not null check (output >= 0),
  source text not null,
  primary key (city, year, region, industry)
);
comment on table spot_check_output is 'Industrial output by district and GB/T 4754 division: the weights of the weighted pass rate.';
