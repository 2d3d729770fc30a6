-- A sampling task can be cancelled, a sheet voided before its sample goes to the laboratory; both say why.
alter table spot_check_task add column cancel_reason text check (cancel_reason <> '');
alter table spot_check_task add check ((state = 'cancelled') = (cancel_reason is not null));
comment on column spot_check_task.cancel_reason is 'Why it was cancelled; what it had not sampled by then is free in the plan again.';

alter table spot_check_sample add column void_reason text check (void_reason <> '');
alter table spot_check_sample drop constraint spot_check_sample_state_check;
alter table spot_check_sample add constraint spot_check_sample_state_check
  check (state in ('sampled', 'refused', 'handed-over', 'received', 'rejected', 'judged', 'voided'));
alter table spot_check_sample add check ((state = 'voided') = (void_reason is not null));
comment on column spot_check_sample.void_reason is 'Why the sheet was voided. Its numbers stay used.';
