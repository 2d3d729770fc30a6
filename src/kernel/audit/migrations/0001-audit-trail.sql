create table audit_entry (
  city text not null,
  sequence bigint not null check (sequence > 0),
  at timestamptz not null,
  actor_id text,
  actor_name text not null,
  action text not null,
  object_type text not null,
  object_id text not null,
  object_label text not null,
  detail jsonb not null,
  previous_hash text not null,
  hash text not null,
  primary key (city, sequence)
);
comment on table audit_entry is
  'What was done, by whom, to what: append-only, each row chained to the one before by an SM3 hash, per city.';
create index audit_entry_object on audit_entry (city, object_type, object_id, sequence);
create index audit_entry_actor on audit_entry (city, actor_id, sequence);

create table audit_head (
  city text primary key,
  sequence bigint not null,
  hash text not null
);
comment on table audit_head is
  'Last link of each city''s audit chain: one writer at a time takes it, and a removed tail shows against it.';
