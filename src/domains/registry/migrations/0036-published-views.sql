create view registry_subject_address as
  select city, id as enterprise_id, address from enterprise where merged_into is null;
comment on view registry_subject_address is 'Published: where a subject is, for those who go there. Null where the register does not know.';

create view registry_work as
  select city, revision, kind, enterprise_ids, at from enterprise_work;
comment on view registry_work is 'Published: pieces of work on the register in the order of committing. Readers remember the last revision they have read.';
