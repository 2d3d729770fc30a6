create table city_boundary (
  city text primary key check (city ~ '^[0-9]{6}$'),
  -- GeoJSON (RFC 7946): one feature a region with its code, outer rings counterclockwise
  collection jsonb not null,
  coordinate_system text not null check (coordinate_system in ('cgcs2000', 'wgs84', 'gcj02')),
  source text not null,
  uploaded_at timestamptz not null,
  uploaded_by text not null
);
comment on table city_boundary is 'Boundaries of the regions of a city, for maps: uploaded and replaced as a whole by the administrator, checked before they are kept.';
