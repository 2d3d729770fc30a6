-- Risk classes: scorecards as data, classes of enterprises with their history, and the records scores are made of.

create table risk_scorecard_version (
  city text not null,
  id uuid not null,
  number integer not null check (number > 0),
  title text not null check (title <> ''),
  state text not null check (state in ('draft', 'proposed', 'adopted', 'superseded', 'discarded')),
  -- Factors, parts, vetoes and cut-offs; its shape is ScorecardDefinition of the domain's contract
  definition jsonb not null,
  -- Half-open; set when it is adopted
  valid_from date,
  valid_to date,
  based_on_id uuid,
  case_id uuid,
  -- What it would do to the classes, as computed before it was proposed, and for which definition
  what_if jsonb,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  adopted_at timestamptz,
  adopted_by text,
  primary key (city, id),
  unique (city, number),
  check (valid_to is null or valid_to >= valid_from),
  check ((state in ('adopted', 'superseded')) = (valid_from is not null))
);
comment on table risk_scorecard_version is 'How the risk of enterprises is scored, one row a version; once adopted its definition never changes, the next version replaces it.';
create unique index risk_scorecard_in_force on risk_scorecard_version (city) where state = 'adopted';

create table risk_classification_run (
  city text not null,
  id uuid not null,
  scorecard_version_id uuid not null,
  -- The day for which factors were counted
  as_of date not null,
  cause text not null check (cause in ('scorecard', 'daily', 'by-hand')),
  enterprises integer not null,
  changed integer not null,
  by_class jsonb not null,
  -- Lowest score of B, C and D that this run applied, in hundredths; of scorecards by shares they come from the ranks
  borders jsonb not null,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  started_by text not null,
  primary key (city, id),
  foreign key (city, scorecard_version_id) references risk_scorecard_version (city, id)
);
comment on table risk_classification_run is 'Passes over all enterprises: what was scored with which scorecard, and what came out. Never changed.';

create table risk_class_override (
  city text not null,
  id uuid not null,
  enterprise_id uuid not null,
  class text not null check (class in ('A', 'B', 'C', 'D')),
  reason text not null check (reason <> ''),
  effective_from date not null,
  -- First day on which it no longer holds
  effective_to date not null,
  set_at timestamptz not null,
  set_by text not null,
  lifted_at timestamptz,
  lifted_by text,
  primary key (city, id),
  check (effective_to > effective_from)
);
comment on table risk_class_override is 'Classes set by hand for a time, with the reason (动态调整); the class by score stays visible beside them.';
create unique index risk_class_override_open on risk_class_override (city, enterprise_id) where lifted_at is null;

create table risk_enterprise_class (
  city text not null,
  enterprise_id uuid not null,
  region text not null,
  -- Section letter and division of GB/T 4754, '' when unknown
  industry text not null,
  class text not null check (class in ('A', 'B', 'C', 'D')),
  class_by_score text not null check (class_by_score in ('A', 'B', 'C', 'D')),
  -- Points in hundredths, so that sums are exact
  score integer not null,
  scorecard_version_id uuid not null,
  -- Code of the professional part that applied, '' when none did
  part text not null,
  -- In the order of the factors: the general ones, then those of the part
  facts text[] not null,
  points integer[] not null,
  vetoes text[] not null,
  override_id uuid,
  as_of date not null,
  classified_at timestamptz not null,
  -- Since when it has this class
  class_since date not null,
  primary key (city, enterprise_id)
);
comment on table risk_enterprise_class is 'The class each enterprise has now, with every factor''s fact and points; what it was before is in risk_class_period.';
create index risk_enterprise_class_list on risk_enterprise_class (city, class, score, enterprise_id);
create index risk_enterprise_class_region on risk_enterprise_class (city, region, class, score, enterprise_id);

create table risk_class_period (
  city text not null,
  id uuid not null,
  enterprise_id uuid not null,
  region text not null,
  industry text not null,
  class text not null check (class in ('A', 'B', 'C', 'D')),
  class_by_score text not null check (class_by_score in ('A', 'B', 'C', 'D')),
  score integer not null,
  scorecard_version_id uuid not null,
  part text not null,
  facts text[] not null,
  points integer[] not null,
  vetoes text[] not null,
  override_id uuid,
  cause text not null check (cause in ('scorecard', 'daily', 'by-hand', 'new-fact', 'override', 'list')),
  from_on date not null,
  to_on date,
  began_at timestamptz not null,
  ended_at timestamptz,
  primary key (city, id),
  check (to_on is null or to_on >= from_on)
);
comment on table risk_class_period is 'History of classes: one row for every stretch in which an enterprise kept class, district and industry, with the reasons as they stood when it began.';
create unique index risk_class_period_open on risk_class_period (city, enterprise_id) where to_on is null;
create index risk_class_period_enterprise on risk_class_period (city, enterprise_id, began_at);
create index risk_class_period_moves on risk_class_period (city, began_at, id);

create table risk_credit_record (
  city text not null,
  id uuid not null,
  enterprise_id uuid not null,
  kind text not null check (kind in ('penalty', 'warning', 'complaint', 'report', 'inspection-problem', 'spot-check-failure', 'judgement-debtor', 'tax-arrears', 'recall', 'honour')),
  -- Number of the decision or file at the authority
  number text not null check (number <> ''),
  decided_on date not null,
  authority text not null check (authority <> ''),
  summary text not null,
  -- In yuan; of penalties
  amount numeric(16, 2) check (amount >= 0),
  origin text not null check (origin in ('import', 'by-hand', 'interface')),
  recorded_at timestamptz not null,
  recorded_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawal_reason text,
  primary key (city, id),
  unique (city, kind, number, enterprise_id)
);
comment on table risk_credit_record is 'What other systems hold about an enterprise and scores need: penalties, complaints, judgements, honours. Withdrawn, never deleted.';
create index risk_credit_record_enterprise on risk_credit_record (city, enterprise_id, decided_on);
create index risk_credit_record_list on risk_credit_record (city, kind, decided_on, id);

create view supervision_enterprise_class as
  select city, enterprise_id, class, round(score / 100.0, 2) as score, scorecard_version_id, classified_at
  from risk_enterprise_class;
comment on view supervision_enterprise_class is 'Published: the current risk class of each enterprise (A low to D high) and its score.';

create view supervision_factor_credit_record as
  select city, enterprise_id, 'credit.' || kind as factor, 1::numeric as value, decided_on as at, id::text as record_id, number as record_label
  from risk_credit_record where withdrawn_at is null
  union all
  select city, enterprise_id, 'credit.penalty-amount', amount, decided_on, id::text, number
  from risk_credit_record where withdrawn_at is null and kind = 'penalty' and amount is not null;
comment on view supervision_factor_credit_record is 'Factor source: records of other authorities, one row a record and factor.';

create view enterprise_class_fact as
  select city, enterprise_id as record_id, region, from_on as at, class, left(industry, 1) as section, 1::numeric as enterprises from risk_class_period
  union all
  select city, enterprise_id, region, to_on, class, left(industry, 1), -1::numeric from risk_class_period where to_on is not null;
comment on view enterprise_class_fact is 'Facts: enterprises coming into a risk class and leaving it.';
