-- Files uploaded for a case are read through the case, by whoever sees it, and by nobody who only knows their id.
update file set read_permission = 'files.by-record-only'
where read_permission = 'files.attach'
  and exists (select from case_attachment kept where kept.city = file.city and kept.file_id = file.id);
