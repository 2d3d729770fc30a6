-- A penalty of a spot check's follow-up is recorded as it is decided.
alter table risk_credit_record drop constraint risk_credit_record_origin_check;
alter table risk_credit_record add constraint risk_credit_record_origin_check
  check (origin in ('import', 'by-hand', 'interface', 'spot-check'));
