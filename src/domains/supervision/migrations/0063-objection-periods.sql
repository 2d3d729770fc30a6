-- Each party's period to object runs from the day on which it received the notice.
create table spot_check_delivery (
  city text not null,
  sample_id uuid not null,
  party text not null check (party in ('sampled', 'producer')),
  addressee text not null check (addressee <> ''),
  received_on date not null,
  object_until date not null,
  primary key (city, sample_id, party),
  foreign key (city, sample_id) references spot_check_sample (city, id) on delete cascade
);
comment on table spot_check_delivery is 'Who received the notice of a failed sample on which day, and until when that party may object.';

-- Notices of before: their period ran for both from the day they were issued.
insert into spot_check_delivery (city, sample_id, party, addressee, received_on, object_until)
select sample.city, sample.id, party.party, party.addressee, notice.issued_on, coalesce(deadline.due_date, notice.issued_on)
from spot_check_sample sample
join lateral (select min(issued_on) as issued_on from spot_check_order issued
  where issued.city = sample.city and issued.sample_id = sample.id and issued.kind = 'notice') notice
  on notice.issued_on is not null
left join lateral (select max(due_date) as due_date from case_deadline
  where case_deadline.city = sample.city and case_deadline.case_id = sample.case_id
    and case_deadline.state = 'objection-period') deadline on true
cross join lateral (values ('sampled', sample.enterprise_name), ('producer', sample.producer_name)) party (party, addressee)
where party.addressee <> '' and (party.party = 'sampled' or (sample.producer_name <> sample.enterprise_name
  and (sample.producer_id is null or sample.producer_id is distinct from sample.enterprise_id)));

alter table spot_check_objection add column party text check (party in ('sampled', 'producer'));
comment on column spot_check_objection.party is 'For whom it was made: the one sampled, or the nominal producer. Each may object once.';
update spot_check_objection objection set party = case
  when (objection.filed_for = sample.producer_id or objection.objector = sample.producer_name)
    and exists (select from spot_check_delivery delivery where delivery.city = sample.city
      and delivery.sample_id = sample.id and delivery.party = 'producer') then 'producer'
  else 'sampled' end
from spot_check_sample sample where sample.city = objection.city and sample.id = objection.sample_id;
alter table spot_check_objection alter column party set not null;

-- Cases under way know what stands open of objections.
update case_instance followed set data = followed.data || jsonb_build_object('objections', jsonb_build_object(
  'rights', case when followed.state in ('objection-period', 'objection-review', 'retest-procedure', 'retesting')
    then coalesce((select jsonb_object_agg(delivery.party,
        jsonb_build_object('receivedOn', delivery.received_on::text, 'until', delivery.object_until::text))
      from spot_check_delivery delivery
      where delivery.city = sample.city and delivery.sample_id = sample.id
        and not exists (select from spot_check_objection objection where objection.city = delivery.city
          and objection.sample_id = delivery.sample_id and objection.party = delivery.party)), '{}')
    else '{}' end,
  'undecided', (followed.state in ('objection-review', 'retest-procedure', 'retesting'))::integer,
  'retested', false))
from spot_check_sample sample
where sample.city = followed.city and sample.case_id = followed.id and followed.type like 'supervision.spot-check-%';
