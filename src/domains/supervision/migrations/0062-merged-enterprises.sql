-- What was on record about an enterprise that was merged follows to the one that took it over.
alter table supervision_list_entry add column entered_for uuid;
comment on column supervision_list_entry.entered_for is 'The merged duplicate that the decision named; null where it named the enterprise itself.';
-- Two decisions on one ground both stand until each is ended by its own: merging rows of the register revokes nothing.
drop index supervision_list_entry_open;
create unique index supervision_list_entry_open on supervision_list_entry (city, enterprise_id, list, ground)
  where removed_on is null and entered_for is null;
comment on table supervision_list_entry is 'Entries on the lists: who, on what ground, by which decision, and how it ended. An enterprise is once at a time on a list for one ground; what it took over with a duplicate stands beside that.';

-- One decision that was recorded for both is one: the other record says which it is the same as, and counts no longer.
alter table risk_credit_record add column same_as uuid;
alter table risk_credit_record add foreign key (city, same_as) references risk_credit_record (city, id);
alter table risk_credit_record add check (same_as is null or withdrawn_at is not null);
comment on column risk_credit_record.same_as is 'The record of the same decision beside which this one came to lie when a duplicate was merged; withdrawn with it.';
alter table risk_credit_record drop constraint risk_credit_record_city_kind_number_enterprise_id_key;
create unique index risk_credit_record_decision on risk_credit_record (city, kind, number, enterprise_id) where same_as is null;

-- A draw knows its subjects by their codes, which stay; their enterprises may become one.
drop index inspection_drawn;
create unique index inspection_drawn on inspection (city, draw_id, credit_code) where draw_id is not null;
