-- An attachment is taken into a record by whoever uploaded it, by nobody else who knows its id.
alter table file add column stored_by_account uuid;
comment on column file.stored_by_account is 'The account that uploaded it; null for files of the program itself.';
