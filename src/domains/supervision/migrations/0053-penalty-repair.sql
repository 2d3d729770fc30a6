-- Credit repair of single penalties, not of list entries only.
alter table risk_credit_record add column tier text check (tier in ('minor', 'general', 'serious'));
comment on column risk_credit_record.tier is 'Of penalties: how grave the dishonesty is, where an officer has said so; else it follows from kind and amount.';
alter table risk_credit_record add column repaired_on date;
alter table risk_credit_record add column repair_decision_number text;
alter table risk_credit_record add check ((repaired_on is null) = (repair_decision_number is null));
comment on column risk_credit_record.repaired_on is 'Day of the decision on repair: from then on the record is no longer used.';

alter table supervision_list_matter add column record_id uuid;
alter table supervision_list_matter add foreign key (city, record_id) references risk_credit_record (city, id);
alter table supervision_list_matter drop constraint supervision_list_matter_kind_check;
alter table supervision_list_matter add constraint supervision_list_matter_kind_check
  check (kind in ('abnormal-entry', 'serious-entry', 'correction', 'repair', 'objection', 'penalty-repair'));
comment on column supervision_list_matter.record_id is 'Of the repair of a penalty: the record it is about.';
create index supervision_list_matter_record on supervision_list_matter (city, record_id) where record_id is not null;

create or replace view supervision_factor_credit_record as
  select city, enterprise_id, 'credit.' || kind as factor, 1::numeric as value, decided_on as at, id::text as record_id, number as record_label
  from risk_credit_record where withdrawn_at is null and repaired_on is null
  union all
  select city, enterprise_id, 'credit.penalty-amount', amount, decided_on, id::text, number
  from risk_credit_record where withdrawn_at is null and repaired_on is null and kind = 'penalty' and amount is not null;
comment on view supervision_factor_credit_record is 'Factor source: records of other authorities, one row a record and factor; withdrawn and repaired ones no longer count.';
