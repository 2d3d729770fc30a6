-- Plans that were published before there was a register: their commitments go in now.
insert into target (city, id, source_id, source_title, indicator, action, comparator, value, value_high, unit, year,
  scope_word, unit_ids, registered_at)
select item.city, item.lineage_id, plan.id, plan.title, item.indicator, item.action, item.comparator, item.value,
  item.value_high, item.unit, item.year, item.scope_word,
  array(select distinct answerable.unit_id from plan_answerable_unit answerable
    where answerable.city = item.city and answerable.item_id = item.id and answerable.unit_id is not null),
  coalesce(version.published_at, plan.created_at)
from plan
join plan_version version on version.city = plan.city and version.id = plan.published_version_id
join plan_target item on item.city = version.city and item.version_id = version.id
where plan.standing = 'own' and item.review <> 'rejected'
on conflict do nothing;
