-- The same rows without a lateral subquery: the planner put a cache before that, of which no row found its own, and
-- reading a million enterprises took 35 µs each instead of 3.
create or replace view registry_enterprise_fact as
  select e.city, e.id as record_id, left(e.region, 6) as region,
    case step.number when 0 then greatest(e.established_on, date '2015-12-31')
      else greatest(e.status_since, e.established_on, date '2015-12-31') end as at,
    case step.number when 2 then e.status else 'active' end as status,
    left(e.industry, 1) as section, e.size, case step.number when 1 then -1 else 1 end as head
  from enterprise e
  -- 0: it begins, active; 1: it ends to be active; 2: the status begins that it has
  join (values (0), (1), (2)) step (number) on step.number = 0 or e.status <> 'active'
  where e.merged_into is null;

create or replace view registry_certificate_fact as
  select c.city, c.id as record_id, c.region,
    case step.number when 0 then greatest(c.valid_from, date '2015-12-31')
      else greatest(least(c.status_since, c.valid_to + 1), c.valid_from, date '2015-12-31') end as at,
    c.kind, case step.number when 1 then -1 else 1 end as head
  from enterprise_certificate c
  join (values (0), (1)) step (number)
    on step.number = 0 or c.status_since is not null or c.valid_to is not null;

create or replace view registry_instrument_fact as
  select i.city, i.id as record_id, i.region,
    case step.number when 0 then greatest(i.in_use_since, date '2015-12-31')
      else greatest(i.out_of_use_on, date '2015-12-31') end as at,
    i.kind, case when i.compulsory then 'yes' else 'no' end as compulsory,
    case step.number when 1 then -1 else 1 end as head
  from enterprise_instrument i
  join (values (0), (1)) step (number) on step.number = 0 or i.out_of_use_on is not null;
