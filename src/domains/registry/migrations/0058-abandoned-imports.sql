-- An import that a person gives up: before it was carried out, or after its job was stopped.
alter table enterprise_import drop constraint enterprise_import_state_check;
alter table enterprise_import add constraint enterprise_import_state_check
  check (state in ('checking', 'checked', 'importing', 'imported', 'failed', 'abandoned'));
