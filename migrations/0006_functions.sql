-- The same answers for a person with psql as for a caller of the API. Portable over PostGIS 3.3 to 3.6.

-- The edition of a county in force at an instant, null before the first.
create function edition_in_force(county text, as_of timestamptz default now()) returns bigint
language sql stable as $$
  select id from edition where county_code = county and in_force_from <= as_of order by number desc limit 1
$$;

-- The grids in force at an instant, of every county.
create function grid_in_force(as_of timestamptz default now()) returns setof grid
language sql stable as $$
  select g.* from grid g
  join (select distinct on (county_code) county_code, id from edition where in_force_from <= as_of order by county_code, number desc) e
    on e.county_code = g.county_code
  where g.from_edition <= e.id and (g.to_edition is null or g.to_edition > e.id)
$$;

-- The areas in force at an instant.
create function area_in_force(as_of timestamptz default now()) returns setof area
language sql stable as $$
  select * from area where valid_from <= as_of and (valid_to is null or valid_to > as_of)
$$;

-- Every grid that covers a point, in the order of the border rule: basic and dedicated before micro, inside before border,
-- lowest code. Degrees WGS 84; the point is rounded to the lattice, on which the test is exact.
create function grid_containing(lon double precision, lat double precision, as_of timestamptz default now())
returns table (code text, name text, kind text, on_border boolean, edition bigint)
language sql stable as $$
  with asked as (
    select ST_SetSRID(ST_MakePoint(lon, lat), 4326) as degrees,
           ST_MakePoint(floor(lon * 1e7 + 0.5), floor(lat * 1e7 + 0.5)) as units
  ), e as (
    select distinct on (county_code) county_code, id from edition where in_force_from <= as_of order by county_code, number desc
  )
  select g.code, g.name, g.kind, not ST_Contains(g.lattice, asked.units), e.id
  from asked
  join grid g on g.geom && ST_Expand(asked.degrees, 1e-7)
  join e on e.county_code = g.county_code and g.from_edition <= e.id and (g.to_edition is null or g.to_edition > e.id)
  where ST_Covers(g.lattice, asked.units)
  order by g.kind = 'micro', not ST_Contains(g.lattice, asked.units), g.code collate "C"
$$;

-- The household band of a kind of grid in an area: the nearest setting up the tree.
create function band_of(area text, grid_kind text) returns household_band
language sql stable as $$
  select * from household_band b
  where b.kind = grid_kind and starts_with(area, b.area_code)
  order by length(b.area_code) desc limit 1
$$;
