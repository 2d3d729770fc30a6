create table pivot_view (
  city text not null,
  id uuid not null,
  owner_id uuid not null,
  owner_name text not null,
  title text not null check (title <> '' and length(title) <= 80),
  -- What is asked for and how it is laid out, as the contract has it
  definition jsonb not null,
  -- Whether everybody who may read indicators opens it by its link
  shared boolean not null default false,
  changed_at timestamptz not null,
  primary key (city, id)
);
comment on table pivot_view is 'Saved pivots: definitions only, never figures, so that whoever opens one sees what is theirs to see. Changed by their owner alone.';
create unique index pivot_view_title on pivot_view (city, owner_id, title);
