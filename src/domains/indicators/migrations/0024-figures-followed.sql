create table figures_followed (
  city text primary key,
  totals jsonb not null,
  followed_at timestamptz not null
);
comment on table figures_followed is
  'Up to which changes of measures (kernel/measures, totals) the states of targets have been worked out; written by whoever reads states first after a change.';
