-- An enterprise that a result is about may file its objection itself, with evidence.
alter table spot_check_objection add column filed_for uuid;
comment on column spot_check_objection.filed_for is 'The enterprise whose account filed it; null when an officer took it in.';

alter table spot_check_file add column objection_id uuid;
alter table spot_check_file add foreign key (city, objection_id) references spot_check_objection (city, id) on delete cascade;
comment on column spot_check_file.objection_id is 'The objection it is evidence of, which its enterprise may read again.';
create index spot_check_file_objection on spot_check_file (city, objection_id) where objection_id is not null;

-- Enterprises that the register does not know by id are known by their codes.
create index spot_check_sample_enterprise_code on spot_check_sample (city, enterprise_code) where enterprise_code is not null;
create index spot_check_sample_producer_code on spot_check_sample (city, producer_code) where producer_code is not null;
