create table measure_block (
  city text not null,
  measure text not null,
  dimensions text not null,
  year integer not null,
  regions text not null,
  units bytea not null,
  primary key (city, measure, dimensions, year)
);
comment on table measure_block is
  'Kept sums of the fact views: a row per measure, combination of dimensions and calendar year holds a number for each of its regions and the twelve months, so that all figures of a city are some hundred rows. Readers add the ledger.';
comment on column measure_block.regions is 'Region codes in the order of the numbers, separated by commas.';
comment on column measure_block.units is
  'Ten-thousandths, exact whole numbers as little-endian double precision, regions by twelve months.';

-- No released version kept cells one by one; views that had any are rebuilt by `zhiheng measures rebuild`.
drop table measure_cell;
delete from measure_delta;
create index measure_delta_measure on measure_delta (city, measure, id);
drop index measure_delta_cell;
