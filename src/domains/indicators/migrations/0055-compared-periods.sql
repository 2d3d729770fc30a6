-- Cities compare quarters and months too, where the indicator is counted so often.
alter table shared_indicator
  add column period text not null default 'year' check (period in ('year', 'quarter', 'month'));

alter table shared_figure drop constraint shared_figure_year_check;
alter table shared_figure alter column year type text using year::text;
alter table shared_figure rename column year to period;
alter table shared_figure add constraint shared_figure_period_check
  check (period ~ '^[12][0-9]{3}(-Q[1-4]|-(0[1-9]|1[0-2]))?$');

comment on table shared_figure is 'City-wide figures of shared indicators by periods that are over (2025, 2025-Q4, 2025-12): copied from the results, never records. Every city reads them.';
