create table reporting_assignment (
  city text not null,
  id uuid not null,
  unit_id uuid not null,
  indicator_id uuid not null,
  -- How often it is asked for; never more often than the indicator's own period
  frequency text not null check (frequency in ('month', 'quarter', 'year')),
  -- For the unit's own region, for each region right below it, or for both
  coverage text not null check (coverage in ('whole', 'districts', 'whole-and-districts')),
  -- Whether the regions below must add up to the whole
  district_sum boolean not null,
  starts_on date not null,
  -- First day on which it is no longer in force
  ends_on date,
  created_at timestamptz not null,
  created_by text not null,
  primary key (city, id),
  unique (city, unit_id, indicator_id),
  check (ends_on is null or ends_on >= starts_on),
  foreign key (city, unit_id) references unit (city, id),
  foreign key (city, indicator_id) references indicator (city, id) on delete cascade
);
comment on table reporting_assignment is 'Which unit reports which indicator, for which regions and how often; ended, never deleted, since reports were made by it.';
create index reporting_assignment_indicator on reporting_assignment (city, indicator_id);

create table report (
  city text not null,
  id uuid not null,
  unit_id uuid not null,
  period text not null check (period ~ '^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$'),
  frequency text not null check (frequency in ('month', 'quarter', 'year')),
  period_end date not null,
  -- Last day in time of the present round, by the rule that held at the end of the period
  due_on date not null,
  round integer not null check (round > 0),
  -- The case of the present round; its state is repeated here for lists
  case_id uuid not null,
  state text not null check (state in ('to-report', 'submitted', 'returned', 'reviewed', 'published', 'cancelled')),
  -- Of the present round: what was handed in in time stays in time, even if it is sent back
  first_submitted_on date,
  submitted_at timestamptz,
  submitted_by text,
  created_at timestamptz not null,
  created_by text not null,
  primary key (city, id),
  unique (city, unit_id, period),
  unique (city, case_id),
  foreign key (city, unit_id) references unit (city, id)
);
comment on table report is 'What a unit has to report for a period, once for each: a task of many figures, worked on in rounds.';
create index report_list on report (city, period_end desc, id desc);
create index report_unit on report (city, unit_id, period_end desc, id desc);

create table report_round (
  city text not null,
  report_id uuid not null,
  round integer not null check (round > 0),
  case_id uuid not null,
  -- Why it was opened again; null of the first round
  reason text,
  opened_at timestamptz not null,
  opened_by text not null,
  published_at timestamptz,
  published_by text,
  primary key (city, report_id, round),
  unique (city, case_id),
  foreign key (city, report_id) references report (city, id) on delete cascade
);
comment on table report_round is 'Rounds of a report: the first, and one for each correction after publication, each a case of its own.';

create table report_figure (
  city text not null,
  report_id uuid not null,
  indicator_id uuid not null,
  region text not null,
  period text not null check (period ~ '^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$'),
  position integer not null,
  district_sum boolean not null,
  value numeric,
  explanation text,
  evidence_file_id uuid,
  -- The entry that the last submission made of it; null while it is a draft
  observation_id uuid,
  changed_at timestamptz,
  changed_by text,
  primary key (city, report_id, indicator_id, region, period),
  foreign key (city, report_id) references report (city, id) on delete cascade,
  foreign key (city, indicator_id) references indicator (city, id)
);
comment on table report_figure is 'Figures of a report as they are being filled in; what was submitted is kept in the observations.';
create index report_figure_observation on report_figure (city, observation_id);

create table report_file (
  city text not null,
  file_id uuid not null,
  report_id uuid not null,
  round integer not null check (round > 0),
  purpose text not null check (purpose in ('evidence', 'workbook')),
  name text not null,
  added_at timestamptz not null,
  added_by text not null,
  primary key (city, file_id),
  foreign key (city, report_id) references report (city, id) on delete cascade
);
comment on table report_file is 'Files of a report: evidence and filled-in workbooks. Read by whoever may read the report.';
create index report_file_report on report_file (city, report_id);
