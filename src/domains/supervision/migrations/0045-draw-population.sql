create table draw_population (
  city text not null,
  draw_id uuid not null,
  part integer not null check (part >= 0),
  -- gzip of up to 8 MB of the text that the population's digest is taken of
  content bytea not null,
  primary key (city, draw_id, part),
  foreign key (city, draw_id) references draw (city, id)
);
comment on table draw_population is 'The list of subjects of a committed draw, as it was frozen: what the published record is replayed from.';
