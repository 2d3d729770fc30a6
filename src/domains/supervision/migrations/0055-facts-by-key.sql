-- Record ids of facts were texts, which no index finds: each change of an inspection's figures read all inspections.
drop view inspection_fact;
create view inspection_fact as
  select city, id as record_id, left(region, 6) as region, (recorded_at at time zone 'Asia/Shanghai')::date as at,
    item_code as item, class, outcome, case when draw_id is null then 'other' else 'drawn' end as origin,
    1::numeric as inspected, (problems > 0)::int::numeric as with_problems, problems::numeric as problems,
    corrected::numeric as corrected, checks_done::numeric as checks
  from inspection where recorded_at is not null and outcome is not null;
comment on view inspection_fact is 'Facts: inspections whose result is on record, by item, risk class and outcome.';

drop view spot_check_fact;
create view spot_check_fact as
  select sample.city, sample.id as record_id, sample.region, sample.judged_on as at, sample.kind,
    category.code as category, sample.link, sample.purpose, sample.final_result as result,
    1 as batches, (sample.final_result = 'pass')::integer as passed, (sample.final_result = 'fail')::integer as failed,
    (sample.initial_result = 'fail')::integer as failed_at_first
  from spot_check_sample sample
  join spot_check_category category on category.city = sample.city and category.id = sample.category_id
  where sample.final_result is not null;
comment on view spot_check_fact is 'Facts: batches whose result stands, by kind, category, link, purpose and result.';
