create table file (
  city text not null,
  id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null,
  media_type text not null,
  size bigint not null check (size > 0),
  read_permission text not null,
  stored_at timestamptz not null,
  stored_by text not null,
  primary key (city, id)
);
comment on table file is
  'One row per uploaded file; the bytes lie in the blob store under their SHA-256. Who may read it is named by the module that took it in.';
create index file_content on file (city, sha256);
