-- What the records behind figures are called, without personal data, and where they lie: for whoever opens a figure.
create view registry_enterprise_label as
  select city, id as record_id, name as label, null::uuid as unit_id, region::text as region, id as page_id from enterprise;
comment on view registry_enterprise_label is 'Published: what enterprises are called by readers of figures, merged duplicates too.';

create view registry_certificate_label as
  select certificate.city, certificate.id as record_id, certificate.number || ' · ' || enterprise.name as label,
    null::uuid as unit_id, enterprise.region::text as region, enterprise.id as page_id
  from enterprise_certificate certificate
  join enterprise on enterprise.city = certificate.city and enterprise.id = certificate.enterprise_id;
comment on view registry_certificate_label is 'Published: what certificates are called by readers of figures: number and holder. Their page is the holder''s.';

create view registry_instrument_label as
  select instrument.city, instrument.id as record_id,
    instrument.name || ' ' || instrument.number || ' · ' || enterprise.name as label,
    null::uuid as unit_id, enterprise.region::text as region, enterprise.id as page_id
  from enterprise_instrument instrument
  join enterprise on enterprise.city = instrument.city and enterprise.id = instrument.enterprise_id;
comment on view registry_instrument_label is 'Published: what measuring instruments are called by readers of figures: name, number and user. Their page is the user''s.';
