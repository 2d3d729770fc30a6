-- Others still know a merged duplicate by its code and name.
create or replace view registry_redirect as
  select city, id as enterprise_id, merged_into as leads_to, credit_code, name, region
  from enterprise where merged_into is not null;
