create table case_instance (
  city text not null,
  id uuid not null,
  type text not null,
  title text not null check (title <> ''),
  state text not null,
  state_value jsonb not null,
  data jsonb not null,
  done boolean not null,
  version integer not null check (version > 0),
  subject_type text,
  subject_id text,
  unit_id uuid,
  region text,
  assignee_id uuid,
  governed_on date not null,
  started_by uuid,
  started_by_name text not null,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  closed_at timestamptz,
  primary key (city, id),
  check ((subject_type is null) = (subject_id is null)),
  check (done = (closed_at is not null))
);
comment on table case_instance is
  'What moves through people''s hands: one row a case, in a state of its type''s statechart. version goes up by one with every change, so that nobody changes what he has not seen.';
create index case_instance_type on case_instance (city, type, id desc);
create index case_instance_starter on case_instance (city, started_by, id desc) where started_by is not null;
create index case_instance_subject on case_instance (city, subject_type, subject_id);

create table case_event (
  city text not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('opened', 'event', 'hand-over', 'reminder', 'escalation')),
  event text not null,
  state_before text,
  state_after text not null,
  input jsonb not null,
  comment text,
  actor_id uuid,
  actor_name text not null,
  at timestamptz not null,
  version integer not null,
  primary key (city, id),
  foreign key (city, case_id) references case_instance (city, id)
);
comment on table case_event is
  'The timeline of each case: who did what, when, from which state to which. Append-only.';
create index case_event_case on case_event (city, case_id, id);

create table case_deadline (
  city text not null,
  id uuid not null,
  case_id uuid not null,
  state text not null,
  rule_key text not null,
  rule_title_zh text not null,
  rule_title_en text not null,
  rule_source text not null,
  rule_clause text,
  rule_confidence text not null,
  rule_overridden boolean not null,
  period jsonb not null,
  started_at timestamptz not null,
  due_date date not null,
  due_at timestamptz not null,
  provisional boolean not null,
  remind_at timestamptz,
  reminded_at timestamptz,
  escalate_to text,
  escalated_at timestamptz,
  ended_at timestamptz,
  primary key (city, id),
  foreign key (city, case_id) references case_instance (city, id)
);
comment on table case_deadline is
  'Deadlines of states, each with the rule it was computed from as it stood then. Ended when the case leaves the state; in time when ended_at is not after due_at. Provisional ones were counted on the plain week because the year''s arrangement was not out.';
create index case_deadline_case on case_deadline (city, case_id, id);
create index case_deadline_reminder on case_deadline (city, remind_at) where ended_at is null and reminded_at is null;
create index case_deadline_escalation on case_deadline (city, due_at) where ended_at is null and escalated_at is null;

create table case_assignment (
  city text not null,
  id uuid not null,
  case_id uuid not null,
  state text not null,
  permission text not null,
  unit_id uuid,
  region text,
  assignee_id uuid,
  due_at timestamptz,
  due_date date,
  provisional boolean not null default false,
  since timestamptz not null,
  primary key (city, id),
  foreign key (city, case_id) references case_instance (city, id)
);
comment on table case_assignment is
  'Whose turn it is: one row for each state a case is in that waits for somebody, written anew at every change. The inbox reads nothing else.';
create index case_assignment_case on case_assignment (city, case_id);
create index case_assignment_inbox on case_assignment (city, permission, (coalesce(due_at, timestamptz '9999-12-31 00:00:00+00')), id);

create table case_comment (
  city text not null,
  id uuid not null,
  case_id uuid not null,
  text text not null check (text <> ''),
  author_id uuid,
  author_name text not null,
  at timestamptz not null,
  primary key (city, id),
  foreign key (city, case_id) references case_instance (city, id)
);
comment on table case_comment is 'What people who see a case say about it. Append-only.';
create index case_comment_case on case_comment (city, case_id, id);

create table case_attachment (
  city text not null,
  id uuid not null,
  case_id uuid not null,
  file_id uuid not null,
  state text not null,
  attached_by uuid,
  attached_by_name text not null,
  at timestamptz not null,
  primary key (city, id),
  unique (city, case_id, file_id),
  foreign key (city, case_id) references case_instance (city, id),
  foreign key (city, file_id) references file (city, id)
);
comment on table case_attachment is 'Files that belong to a case, with the state in which they were attached. Append-only.';
