-- Places: buildings, units, organizations, shops, service points. They carry counts and addresses; no record of a
-- resident exists here or anywhere. Dated like areas: a change closes the old row.

create table place (
  id            bigint generated always as identity primary key,
  county_code   text not null check (county_code ~ '^[0-9]{6}$'),
  code          text not null check (code <> '' and length(code) <= 64),
  kind          text not null check (kind in ('building', 'unit', 'organization', 'shop', 'service-point')),
  name          text check (length(name) <= 200),
  address       text check (length(address) <= 300),
  compound      text check (length(compound) <= 100),
  parent_code   text,
  households    integer check (households >= 0),
  shops         integer check (shops >= 0),
  storeys       integer check (storeys between 0 and 300),
  accuracy_m    real check (accuracy_m >= 0),
  geom          geometry(Point, 4326) not null,
  footprint     geometry(MultiPolygon, 4326),
  grid_override text,
  grid_code     text,
  valid_from    timestamptz not null default now(),
  valid_to      timestamptz check (valid_to > valid_from)
);

comment on column place.households is 'a count; null: not known, which is not 0';
comment on column place.parent_code is 'the building of a unit';
comment on column place.grid_override is 'the grid named by hand; goes before the position';
comment on column place.grid_code is 'derived: the grid in force that answers for the place, by override or position';

create unique index place_current on place (county_code, code) where valid_to is null;
create index place_geom on place using gist (geom) where valid_to is null;
create index place_grid on place (county_code, grid_code) where valid_to is null;
create index place_parent on place (county_code, parent_code) where valid_to is null and parent_code is not null;

-- What a grid holds. Derived from the places; refreshed with every import and publish; a closed grid keeps its last.
-- A building whose units carry counts is counted by its units.
create table grid_tally (
  grid_id    bigint primary key references grid (id),
  households integer not null,
  shops      integer not null,
  buildings  integer not null,
  places     integer not null,
  uncounted  integer not null
);

-- What a map draws under the grids when no base map is configured.
create table base_feature (
  id          bigint generated always as identity primary key,
  county_code text not null check (county_code ~ '^[0-9]{6}$'),
  kind        text not null check (kind in ('road', 'water', 'green', 'compound')),
  name        text check (length(name) <= 200),
  class       text check (class in ('trunk', 'main', 'secondary', 'street', 'lane')),
  geom        geometry(Geometry, 4326) not null
);

create index base_feature_geom on base_feature using gist (geom);
create index base_feature_county on base_feature (county_code, id);
