-- The supervision grid: cells, who keeps them, and how that changed.

create table grid_cell (
  city text not null,
  id uuid not null,
  parent_id uuid check (parent_id <> id),
  code text collate "C" not null check (code ~ '^[A-Z0-9-]{1,20}$'),
  name text not null check (name <> ''),
  region text collate "C" not null check (region ~ '^[0-9]{6}([0-9]{3})?$'),
  active boolean not null default true,
  -- The account lives in the installation's own table; the name is kept for when it is gone
  keeper_id uuid,
  keeper_name text,
  backup_id uuid,
  backup_name text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (city, id),
  unique (city, code),
  foreign key (city, parent_id) references grid_cell (city, id),
  check ((keeper_id is null) = (keeper_name is null)),
  check ((backup_id is null) = (backup_name is null)),
  check (keeper_id <> backup_id)
);
comment on table grid_cell is 'Cells of the supervision grid: a tree from the districts down; enterprises belong to cells that have none below them. A cell that is given up becomes inactive.';
create index grid_cell_parent on grid_cell (city, parent_id);
create index grid_cell_region on grid_cell (city, region);
create index grid_cell_keeper on grid_cell (city, keeper_id) where keeper_id is not null;

create table grid_hand_over (
  city text not null,
  id uuid not null,
  cell_id uuid not null,
  from_name text,
  to_name text,
  to_id uuid,
  enterprises integer not null check (enterprises >= 0),
  reason text not null check (reason <> ''),
  at timestamptz not null,
  by_name text not null,
  primary key (city, id),
  foreign key (city, cell_id) references grid_cell (city, id)
);
comment on table grid_hand_over is 'Each time a cell went to another keeper: from whom to whom, with how many enterprises, why. Never changed.';
create index grid_hand_over_cell on grid_hand_over (city, cell_id, id);

create view registry_grid_cell as
  select city, id as cell_id, parent_id, code, name, region, keeper_id, keeper_name, backup_id, backup_name
  from grid_cell where active;
comment on view registry_grid_cell is 'Published: cells in use with their keepers.';
