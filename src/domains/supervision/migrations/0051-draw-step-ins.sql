create table draw_step_in (
  city text not null,
  draw_id uuid not null,
  sequence integer not null check (sequence > 0),
  -- The inspection that does not take place, and the one in its place
  out_inspection_id uuid not null,
  in_inspection_id uuid not null,
  -- As published, with its digest: bound to the entry before
  entry jsonb not null,
  at timestamptz not null,
  by_name text not null,
  primary key (city, draw_id, sequence),
  unique (city, out_inspection_id),
  foreign key (city, draw_id) references draw (city, id),
  foreign key (city, out_inspection_id) references inspection (city, id),
  foreign key (city, in_inspection_id) references inspection (city, id)
);
comment on table draw_step_in is 'Substitutes that stepped in after a draw: always the next of the stratum, with a reason, chained to the published record.';
