create table spot_check_objection (
  city text not null,
  id uuid not null,
  sample_id uuid not null,
  received_on date not null,
  objector text not null,
  ground text not null check (ground in ('result', 'authenticity', 'sampling')),
  statement text not null,
  outcome text check (outcome in ('retest', 'rejected', 'set-aside')),
  outcome_reason text,
  decided_on date,
  retest_institution_id uuid,
  retest_result text check (retest_result in ('pass', 'fail')),
  retest_report text,
  -- who pays for the re-test: the objector when the conclusion stands, the organiser when it does not
  fee_by text check (fee_by in ('objector', 'organiser')),
  primary key (city, id),
  foreign key (city, sample_id) references spot_check_sample (city, id) on delete cascade,
  foreign key (city, retest_institution_id) references spot_check_institution (city, id)
);
comment on table spot_check_objection is 'Objections to a result, what became of them, and the re-test, whose result is final.';
create index spot_check_objection_sample on spot_check_objection (city, sample_id);

create table spot_check_order (
  city text not null,
  id uuid not null,
  sample_id uuid not null,
  kind text not null check (kind in ('notice', 'correction', 'transfer', 'penalty', 'recall')),
  number text not null,
  issued_on date not null,
  addressee text not null,
  detail text not null,
  -- yuan, of penalties
  amount numeric(14, 2),
  issued_by text not null,
  primary key (city, id),
  foreign key (city, sample_id) references spot_check_sample (city, id) on delete cascade
);
comment on table spot_check_order is 'What an authority issued on a failed sample: notices, correction orders, transfers, penalties, hand-overs to recall.';
create index spot_check_order_sample on spot_check_order (city, sample_id, issued_on);

create table spot_check_notice (
  city text not null,
  id uuid not null,
  title text not null,
  number text not null,
  published_on date not null,
  published_by text not null,
  primary key (city, id)
);
comment on table spot_check_notice is 'Public announcements of spot-check results.';
create index spot_check_notice_date on spot_check_notice (city, published_on desc, id desc);

create table spot_check_published (
  city text not null,
  notice_id uuid not null,
  sample_id uuid not null,
  product text not null,
  category text not null,
  kind text not null,
  model text not null,
  batch_number text not null,
  produced_on date,
  enterprise text not null,
  producer text not null,
  region text not null,
  result text not null check (result in ('pass', 'fail')),
  failing_items text not null,
  published_on date not null,
  primary key (city, notice_id, sample_id),
  foreign key (city, notice_id) references spot_check_notice (city, id)
);
comment on table spot_check_published is 'Results as they were published; kept as they were, whatever becomes of the sample later.';
create index spot_check_published_list on spot_check_published (city, sample_id desc);

-- Handed over to the recall of defective products, for the safety domain.
create view supervision_recall_hand_over as
  select handed.city, handed.id, handed.sample_id, sample.producer_id, sample.producer_name, sample.product_name,
    sample.model, sample.batch_number, handed.issued_on as handed_over_on, handed.detail as reason
  from spot_check_order handed
  join spot_check_sample sample on sample.city = handed.city and sample.id = handed.sample_id
  where handed.kind = 'recall';

-- What spot checks say of an enterprise's risk: the producer answers for a failed batch, the sampled one for refusing.
create view supervision_factor_spot_check as
  select city, coalesce(producer_id, enterprise_id) as enterprise_id, 'spot-check.failed' as factor, 1::numeric as value,
    judged_on as at, id::text as record_id, sheet_number as record_label
    from spot_check_sample where final_result = 'fail' and coalesce(producer_id, enterprise_id) is not null
  union all
  select city, coalesce(producer_id, enterprise_id), 'spot-check.serious', 1::numeric, judged_on, id::text, sheet_number
    from spot_check_sample where final_result = 'fail' and serious and coalesce(producer_id, enterprise_id) is not null
  union all
  select city, coalesce(producer_id, enterprise_id), 'spot-check.passed', 1::numeric, judged_on, id::text, sheet_number
    from spot_check_sample where final_result = 'pass' and coalesce(producer_id, enterprise_id) is not null
  union all
  select city, enterprise_id, 'spot-check.refused', 1::numeric, sampled_on, id::text, sheet_number
    from spot_check_sample where state = 'refused' and enterprise_id is not null;
comment on view supervision_factor_spot_check is 'Published: what spot checks say of enterprises, one row a batch and factor.';
