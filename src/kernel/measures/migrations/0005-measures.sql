create table measure_cell (
  city text not null,
  measure text not null,
  region text not null,
  month date not null check (extract(day from month) = 1),
  dimensions text not null,
  value numeric not null,
  primary key (city, measure, region, month, dimensions)
);
comment on table measure_cell is
  'Kept sums of the fact views: one per measure, region, month and combination of dimensions. Readers add the ledger to them.';

create table measure_delta (
  city text not null,
  id uuid not null,
  view text not null,
  measure text not null,
  region text not null,
  month date not null,
  dimensions text not null,
  value numeric not null,
  primary key (city, id)
);
comment on table measure_delta is
  'The ledger: what changes of records add to cells, inserted with the change and folded into the cells later. Rows are never updated, so writers never wait for each other here.';
create index measure_delta_cell on measure_delta (city, measure, month);

create table measure_closed_period (
  city text primary key,
  closed_through date not null
);
comment on table measure_closed_period is
  'Figures up to this month have been reported. Later changes to them are allowed, and listed in measure_late_change.';

create table measure_late_change (
  city text not null,
  id uuid not null,
  measure text not null,
  region text not null,
  month date not null,
  value numeric not null,
  records text[] not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (city, id)
);
comment on table measure_late_change is
  'Corrections of months that were closed when they were made: by how much, through which records, by whom.';
create index measure_late_change_cell on measure_late_change (city, measure, month);
