-- A county's firms of one division of industry, newest first: the commonest pair of filters.
create index enterprise_county_division on enterprise (city, left(region, 6), left(industry, 3), id);
