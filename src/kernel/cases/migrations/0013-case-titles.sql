alter table case_instance
  -- The title in English; null where the title is somebody's own words, which have one language
  add column title_en text check (title_en <> '');
