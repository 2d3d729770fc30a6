-- What the records behind figures are called, without personal data, and where they lie: for whoever opens a figure.
create view supervision_spot_check_label as
  select city, id as record_id, sheet_number || ' · ' || product_name as label, unit_id, region, id as page_id
  from spot_check_sample;
comment on view supervision_spot_check_label is 'Published: what samples are called by readers of figures: number of the sampling sheet and product.';

create view supervision_list_entry_label as
  select entry.city, entry.id as record_id, entry.decision_number || ' · ' || enterprise.label as label,
    null::uuid as unit_id, entry.region, entry.enterprise_id as page_id
  from supervision_list_entry entry
  join registry_enterprise_label enterprise on enterprise.city = entry.city and enterprise.record_id = entry.enterprise_id;
comment on view supervision_list_entry_label is 'Published: what entries on the lists are called by readers of figures: number of the decision and enterprise. Their page is the enterprise''s.';

create view supervision_inspection_label as
  select city, id as record_id, name as label, department_id as unit_id, region, id as page_id from inspection;
comment on view supervision_inspection_label is 'Published: what inspections are called by readers of figures: the subject inspected.';
