-- Photos and signatures are read through their inspection alone, by whoever may see that.
update file set read_permission = 'files.by-record-only'
where exists (select from inspection_file kept where kept.city = file.city and kept.file_id = file.id);
