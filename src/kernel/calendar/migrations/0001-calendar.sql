create table calendar_year (
  year integer primary key,
  source text not null
);
comment on table calendar_year is
  'Years whose working-day arrangement (放假安排) is known, with where it comes from. In any other year deadlines are counted on the plain week and marked provisional.';

create table holiday (
  date date primary key,
  kind text not null check (kind in ('day-off', 'working-day')),
  name_zh text not null,
  name_en text not null,
  source text not null
);
comment on table holiday is
  'Days on which the working week differs from Monday to Friday, or that are public holidays: days off, and weekend days worked in exchange.';

create table city_calendar_year (
  city text not null,
  year integer not null,
  source text not null,
  set_by text not null,
  set_at timestamptz not null,
  primary key (city, year)
);
comment on table city_calendar_year is
  'Years whose arrangement a city has entered itself, before the program brings it.';

create table city_holiday (
  city text not null,
  date date not null,
  kind text not null check (kind in ('day-off', 'working-day')),
  name text not null,
  source text not null,
  set_by text not null,
  set_at timestamptz not null,
  primary key (city, date)
);
comment on table city_holiday is
  'A city''s own entries: days off or working days that differ from the national arrangement, or that it lacks. They win over holiday.';
