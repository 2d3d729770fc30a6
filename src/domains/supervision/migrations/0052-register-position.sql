create table risk_register_position (
  city text not null,
  -- The last piece of work on the register whose enterprises were classified again
  revision bigint not null check (revision >= 0),
  read_at timestamptz not null,
  primary key (city)
);
comment on table risk_register_position is 'How far the classification has read the changes of the register; one row a city.';
