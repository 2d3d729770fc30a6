-- Files of a sample and evidence of objections are read through the sample alone, by whoever may see that.
update file set read_permission = 'files.by-record-only'
where exists (select from spot_check_file kept where kept.city = file.city and kept.file_id = file.id);
