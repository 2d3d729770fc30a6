alter table measure_closed_period add column closed_at timestamptz, add column closed_by text;
comment on column measure_closed_period.closed_by is
  'Who set it to this month, and when in closed_at; unknown for months closed before both were kept. Earlier closings are on the audit trail.';
alter table measure_late_change add column dimensions text not null default '{}';
comment on column measure_late_change.dimensions is
  'Which part of the sum changed, as in measure_delta; empty for changes noted before it was kept.';
