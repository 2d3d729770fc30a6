-- Of enterprises that have a cell only: files bring none, so that taking them in costs nothing more.
create index enterprise_grid_cell on enterprise (city, grid_cell_id, id) where grid_cell_id is not null;
