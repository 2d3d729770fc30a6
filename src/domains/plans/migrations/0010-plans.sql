create table plan (
  city text not null,
  id uuid not null,
  title text not null,
  issuer text,
  doc_number text,
  issued_on date,
  place text,
  -- 'own': this city's plan, its targets are on the board; 'reference': another place's or an older edition, for comparison
  standing text not null check (standing in ('own', 'reference')),
  published_version_id uuid,
  created_at timestamptz not null,
  created_by text not null,
  primary key (city, id)
);
comment on table plan is 'A published quality plan: of this city (its targets are live), or of another place or time (for comparison).';

create table plan_document (
  city text not null,
  id uuid not null,
  plan_id uuid,
  file_id uuid,
  name text not null,
  -- SHA-256 of the bytes as they came in: the same file is recognised before it is read
  content_hash text not null,
  standing text not null check (standing in ('own', 'reference')),
  place text,
  state text not null check (state in ('waiting', 'read', 'failed')),
  pasted_text text,
  source_text text,
  warnings text[] not null default '{}',
  failure jsonb,
  job_run_id uuid,
  version_id uuid,
  imported_at timestamptz not null,
  imported_by text not null,
  primary key (city, id),
  foreign key (city, plan_id) references plan (city, id) on delete cascade
);
comment on table plan_document is 'A document as it was taken in: the file or pasted text, its normalised text once read, and what came of it.';
create index plan_document_content on plan_document (city, content_hash);

create table plan_version (
  city text not null,
  id uuid not null,
  plan_id uuid not null,
  document_id uuid not null,
  number integer not null check (number > 0),
  state text not null check (state in ('draft', 'published', 'superseded', 'discarded')),
  base_version_id uuid,
  case_id uuid,
  created_at timestamptz not null,
  published_at timestamptz,
  published_by text,
  primary key (city, id),
  unique (city, plan_id, number),
  foreign key (city, plan_id) references plan (city, id) on delete cascade,
  foreign key (city, document_id) references plan_document (city, id)
);
comment on table plan_version is 'One reviewed reading of a plan; an amendment makes the next version. At most one per plan is published.';
create unique index plan_version_published on plan_version (city, plan_id) where state = 'published';

create table plan_section (
  city text not null,
  version_id uuid not null,
  position integer not null,
  path text not null,
  kind text not null check (kind in ('chapter', 'section', 'item', 'box')),
  heading text not null,
  span_start integer not null check (span_start >= 0),
  span_end integer not null,
  primary key (city, version_id, position),
  check (span_end >= span_start),
  foreign key (city, version_id) references plan_version (city, id) on delete cascade
);
comment on table plan_section is 'The outline of a version: every numbered heading and box in order, with its place in the source text.';

create table plan_target (
  city text not null,
  id uuid not null,
  version_id uuid not null,
  -- The same commitment in later versions of the plan
  lineage_id uuid not null,
  position integer not null,
  section_path text not null,
  indicator text not null check (indicator <> ''),
  action text not null,
  comparator text not null check (comparator in ('>=', '<=', '=', '>', '<', '~', 'range', 'delta+', 'delta-')),
  value numeric not null,
  value_high numeric,
  unit text not null,
  year integer check (year > 1900 and year < 2200),
  scope_word text,
  quote text not null,
  span_start integer not null check (span_start >= 0),
  span_end integer not null,
  doubt text,
  review text not null check (review in ('unread', 'accepted', 'corrected', 'added', 'rejected')),
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (city, id),
  check ((comparator = 'range') = (value_high is not null)),
  check (span_end >= span_start),
  foreign key (city, version_id) references plan_version (city, id) on delete cascade
);
comment on table plan_target is 'One quantified commitment of a version: one indicator, one bound, one deadline, and the passage it was read from.';
create index plan_target_version on plan_target (city, version_id, position);
create index plan_target_lineage on plan_target (city, lineage_id);

create table plan_task (
  city text not null,
  id uuid not null,
  version_id uuid not null,
  lineage_id uuid not null,
  position integer not null,
  section_path text not null,
  heading text not null check (heading <> ''),
  span_start integer not null check (span_start >= 0),
  span_end integer not null,
  review text not null check (review in ('unread', 'accepted', 'corrected', 'added', 'rejected')),
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (city, id),
  check (span_end >= span_start),
  foreign key (city, version_id) references plan_version (city, id) on delete cascade
);
comment on table plan_task is 'One task of a version: a passage that names the units which answer for it.';
create index plan_task_version on plan_task (city, version_id, position);

create table plan_answerable_unit (
  city text not null,
  item_id uuid not null,
  item_kind text not null check (item_kind in ('target', 'task')),
  version_id uuid not null,
  position integer not null,
  name_as_written text not null,
  is_lead boolean not null,
  -- The unit of this city that the name was resolved to; null until someone resolves it
  unit_id uuid,
  unit_type text,
  primary key (city, item_id, position),
  foreign key (city, version_id) references plan_version (city, id) on delete cascade
);
comment on table plan_answerable_unit is 'The units that answer for a task or a target, in the order of the document; the lead is marked.';
create index plan_answerable_unit_unit on plan_answerable_unit (city, unit_id, version_id);
create index plan_answerable_unit_version on plan_answerable_unit (city, version_id);
