-- The coverage check for a person with psql: gaps, overlaps and uncovered buildings of an area as of an instant, by PostGIS alone.
-- A second opinion on the program's own check, which shares no code with it. Portable over PostGIS 3.3 to 3.6 (GEOS 3.9 on).
--
-- Overlays run on lattice units and are rounded to 1/1024 of one (a hundredth of a millimetre): rounding to a raster cannot
-- fail, plain doubles can. It moves a border by up to that much: what is smaller than 0.01 m² is not told unless asked for.

-- Square metres of a shape in lattice units, by the WGS 84 lengths of a unit at the latitude of its centroid.
create function lattice_m2(shape geometry) returns double precision
language sql immutable strict as $$
  select ST_Area(shape) * 6378137.0 * cos(phi) / sqrt(w) * 6378137.0 * (1 - e2) / (w * sqrt(w)) * radians(1e-7) ^ 2
  from (select 0.0066943799901413165::float8 as e2, radians(ST_Y(ST_Centroid(shape)) * 1e-7) as phi) p,
       lateral (select 1 - e2 * sin(phi) ^ 2 as w) q
$$;

-- A shape in lattice units as degrees.
create function lattice_degrees(shape geometry) returns geometry
language sql immutable strict as $$
  select ST_SetSRID(ST_Scale(shape, 1e-7, 1e-7), 4326)
$$;

-- Basic and dedicated grids under an area at an instant: the layer that has to cover it.
create function coverage_layer(area text, as_of timestamptz default now()) returns setof grid
language sql stable as $$
  select g.* from grid_in_force(as_of) g
  where g.county_code = left(area, 6) and g.kind <> 'micro' and (length(area) = 6 or starts_with(g.parent_code, area))
$$;

-- Ground of a county that no grid has to cover, in lattice units. Null where none is declared.
create function coverage_excluded(area text, as_of timestamptz default now()) returns geometry
language sql stable as $$
  select ST_Union(x.lattice, 1.0 / 1024) from coverage_exclusion x
  where x.county_code = left(area, 6) and x.valid_from <= as_of and (x.valid_to is null or x.valid_to > as_of)
$$;

-- What the grids of an area have to cover, in lattice units: its boundary less the exclusions. Null without a boundary, and for a
-- county whose boundary only follows its grids: it has a hole wherever they have one.
create function coverage_ground(area text, as_of timestamptz default now()) returns geometry
language sql stable as $$
  select ST_Difference(
    ST_SnapToGrid(ST_SetSRID(ST_Scale(a.boundary, 1e7, 1e7), 0), 1),
    coalesce(coverage_excluded(area, as_of), 'POLYGON EMPTY'::geometry), 1.0 / 1024)
  from area_in_force(as_of) a
  where a.code = area and a.boundary is not null
    and not exists (select from setting s where s.area_code = area and s.key = 'boundary-from-grids')
$$;

-- Places that no grid covers. With a boundary: within it, less the exclusions. Without one: what the grids enclose, in one
-- grid or between several, less the exclusions. `grids`: those that touch the place, if only in a point.
create function coverage_gaps(area text, as_of timestamptz default now(), min_m2 double precision default 0.01)
returns table (area_m2 double precision, grids text[], lattice geometry, geom geometry)
language sql stable as $$
  with layer as materialized (
    select g.code, g.lattice from coverage_layer(area, as_of) g
  ), covered as materialized (
    select coalesce(ST_Union(l.lattice, 1.0 / 1024), 'POLYGON EMPTY'::geometry) as shape from layer l
  ), ground as materialized (
    -- Every face of the borders of what is covered, the enclosed ones too, stands for the ground that nobody declared.
    select coalesce(coverage_ground(area, as_of), (
      select ST_Difference(
        ST_UnaryUnion(ST_Polygonize(ST_UnaryUnion(ST_Boundary(c.shape), 1.0 / 1024)), 1.0 / 1024),
        coalesce(coverage_excluded(area, as_of), 'POLYGON EMPTY'::geometry), 1.0 / 1024)
      from covered c)) as shape
  ), gap as (
    select d.geom as shape, lattice_m2(d.geom) as m2
    from covered c, ground g, lateral ST_Dump(ST_CollectionExtract(ST_Difference(g.shape, c.shape, 1.0 / 1024), 3)) d
  )
  select gap.m2, array(
      select l.code from layer l
      where l.lattice && ST_Expand(gap.shape, 1) and ST_DWithin(l.lattice, gap.shape, 0.01) order by l.code collate "C"),
    gap.shape, lattice_degrees(gap.shape)
  from gap where gap.m2 >= min_m2 order by gap.m2 desc
$$;

-- Places that two grids cover, pair by pair: what three grids cover is told three times.
create function coverage_overlaps(area text, as_of timestamptz default now(), min_m2 double precision default 0.01)
returns table (a text, b text, area_m2 double precision, lattice geometry, geom geometry)
language sql stable as $$
  with place as (
    select g.code as a, h.code as b, d.geom as shape, lattice_m2(d.geom) as m2
    from coverage_layer(area, as_of) g
    join coverage_layer(area, as_of) h on h.geom && g.geom and g.code collate "C" < h.code collate "C"
    cross join lateral ST_Dump(ST_CollectionExtract(ST_Intersection(g.lattice, h.lattice, 1.0 / 1024), 3)) d
  )
  select p.a, p.b, p.m2, p.shape, lattice_degrees(p.shape) from place p where p.m2 >= min_m2 order by p.m2 desc
$$;

-- Buildings, and units without a building, that stand on an area's ground in no grid and are not put into one by hand.
-- Without a boundary: those of the whole county, and none below it, since nobody knows whose they are.
create function coverage_uncovered(area text, as_of timestamptz default now())
returns table (code text, name text, address text, households integer, geom geometry)
language sql stable as $$
  with current as (
    select p.* from place p
    where p.county_code = left(area, 6) and p.valid_from <= as_of and (p.valid_to is null or p.valid_to > as_of)
  ), ground as materialized (
    select coverage_ground(area, as_of) as shape, coverage_excluded(area, as_of) as excluded
  ), counted as (
    select p.*, ST_MakePoint(floor(ST_X(p.geom) * 1e7 + 0.5), floor(ST_Y(p.geom) * 1e7 + 0.5)) as units
    from current p
    where p.kind = 'building'
       or (p.kind = 'unit' and not exists (select from current b where b.code = p.parent_code and b.kind = 'building'))
  )
  select p.code, p.name, p.address,
    coalesce(p.households, (select sum(u.households)::integer from current u where u.parent_code = p.code)), p.geom
  from counted p, ground
  where case when ground.shape is null
          then length(area) = 6 and not coalesce(ST_Contains(ground.excluded, p.units), false)
          else ST_Covers(ground.shape, p.units) end
    and not exists (
      select from grid_in_force(as_of) n where n.county_code = p.county_code and n.code = p.grid_override)
    and not exists (
      select from coverage_layer(area, as_of) g
      where g.geom && ST_Expand(p.geom, 1e-7) and ST_Covers(g.lattice, p.units))
  order by p.code collate "C"
$$;
