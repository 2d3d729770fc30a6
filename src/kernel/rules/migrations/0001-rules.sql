create table rule (
  key text not null,
  effective_from date not null,
  effective_to date,
  title_zh text not null,
  title_en text not null,
  value jsonb not null,
  source text not null,
  clause text,
  confidence text not null check (confidence in ('confirmed', 'recalled', 'to be confirmed')),
  city_may_override boolean not null,
  primary key (key, effective_from),
  check (effective_to is null or effective_to > effective_from)
);
comment on table rule is
  'Deadlines, limits, rates and weights from law and standards, as the modules of the program declare them: one row a validity interval, governing from effective_from (included) to effective_to (excluded).';

create table rule_override (
  city text not null,
  id uuid not null,
  key text not null,
  value jsonb not null,
  basis text not null,
  effective_from date not null,
  effective_to date,
  set_by text not null,
  set_at timestamptz not null,
  removed_by text,
  removed_at timestamptz,
  primary key (city, id),
  check (effective_to is null or effective_to > effective_from),
  check ((removed_at is null) = (removed_by is null))
);
comment on table rule_override is
  'Values a city has set for itself where the law lets it, with their basis. A row taken back keeps standing with removed_at, so that a deadline computed under it can be explained.';
create index rule_override_key on rule_override (city, key, effective_from);
