-- Words for the values of dimensions that are records themselves, read by whoever shows figures by them.
create view supervision_spot_check_category_words as
  select city, code as value, name as title_zh, name as title_en from spot_check_category;
comment on view supervision_spot_check_category_words is 'Published: what the categories of products of spot checks are called, by code.';

create view supervision_inspection_item_words as
  select distinct on (city, code) city, code as value, title as title_zh, title as title_en
  from inspection_item order by city, code, version desc;
comment on view supervision_inspection_item_words is 'Published: what the items of inspection are called, by code, in their newest version.';

create view supervision_list_ground_words as
  select null::text as city, code as value, title_zh, title_en from supervision_list_ground;
comment on view supervision_list_ground_words is 'Published: what the grounds of the lists are called, by code; the same in all cities.';
