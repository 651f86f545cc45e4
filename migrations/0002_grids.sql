-- Editions and grids. An edition is an immutable, numbered grid map of one county. A grid row is valid from one edition
-- to another; the id of an edition grows over the whole service, so one number names the state of every county at once.

create table code_scheme (
  id             text primary key check (id ~ '^[a-z0-9-]{1,40}$'),
  segments       jsonb not null check (jsonb_typeof(segments) = 'array' and jsonb_array_length(segments) > 0),
  micro_width    integer not null check (micro_width between 1 and 4),
  dedicated_from integer check (dedicated_from > 0)
);

comment on table code_scheme is 'how grid codes are written: named segments with widths, from the left';

insert into code_scheme (id, segments, micro_width, dedicated_from) values
  ('unit-15', '[{"name":"county","width":6},{"name":"town","width":3},{"name":"community","width":3},{"name":"grid","width":3}]', 2, 801),
  ('cjt349-20', '[{"name":"object-class","width":6},{"name":"county","width":6},{"name":"town","width":3},{"name":"community","width":3},{"name":"grid","width":2}]', 2, null),
  ('free', '[{"name":"grid","width":12}]', 2, null);

create table edition (
  id            bigint generated always as identity primary key,
  county_code   text not null check (county_code ~ '^[0-9]{6}$'),
  number        integer not null check (number > 0),
  in_force_from timestamptz not null default now(),
  scheme        text not null references code_scheme (id),
  note          text,
  author        text not null,
  source        jsonb not null default '{}',
  content_hash  text not null,
  grid_count    integer not null check (grid_count >= 0),
  unique (county_code, number)
);

comment on column edition.source is 'where it came from: file name, hash, datum, reference system, or the plan';
comment on column edition.content_hash is 'SHA-256 over the codes and lattice coordinates of all its grids';

create table grid (
  id           bigint generated always as identity primary key,
  county_code  text not null check (county_code ~ '^[0-9]{6}$'),
  code         text not null check (code ~ '^[0-9A-Za-z_-]{1,40}$'),
  name         text not null check (name <> '' and length(name) <= 100),
  kind         text not null check (kind in ('basic', 'dedicated', 'micro')),
  parent_code  text not null,
  band_min     integer check (band_min >= 0),
  band_max     integer check (band_max >= band_min),
  geom         geometry(MultiPolygon, 4326) not null check (not ST_IsEmpty(geom)),
  lattice      geometry(MultiPolygon) not null,
  label        geometry(Point, 4326) not null,
  area_m2      double precision not null check (area_m2 > 0),
  colour       smallint not null check (colour between 0 and 63),
  from_edition bigint not null references edition (id),
  to_edition   bigint references edition (id),
  check (to_edition is null or to_edition > from_edition),
  unique (county_code, code, from_edition)
);

comment on table grid is 'one row per code and span of editions: valid from from_edition until before to_edition';
comment on column grid.geom is 'WGS 84 = CGCS2000 degrees, on the 1e-7 degree lattice';
comment on column grid.lattice is 'the same shape in whole lattice units, on which predicates are exact';
comment on column grid.parent_code is 'community code; the county or town code where no community is loaded; the grid code for a micro grid';
comment on column grid.colour is 'stable colour number: neighbours differ';

create unique index grid_current on grid (county_code, code) where to_edition is null;
create index grid_geom on grid using gist (geom);
create index grid_parent on grid (parent_code) where to_edition is null;
create index grid_span on grid (county_code, from_edition, to_edition);

-- Nothing that was published is ever changed: a row may be closed once, and that is all.
create function grid_is_immutable() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'grid % is published and cannot be deleted', old.code using errcode = 'check_violation', constraint = 'grid_immutable';
  end if;
  if old.to_edition is not null
     or (new.id, new.county_code, new.code, new.name, new.kind, new.parent_code, new.band_min, new.band_max, new.area_m2, new.colour, new.from_edition)
        is distinct from
        (old.id, old.county_code, old.code, old.name, old.kind, old.parent_code, old.band_min, old.band_max, old.area_m2, old.colour, old.from_edition)
     or new.geom::bytea is distinct from old.geom::bytea
     or new.lattice::bytea is distinct from old.lattice::bytea
     or new.label::bytea is distinct from old.label::bytea then
    raise exception 'grid % is published and cannot be changed', old.code using errcode = 'check_violation', constraint = 'grid_immutable';
  end if;
  return new;
end $$;

create trigger grid_immutable before update or delete on grid for each row execute function grid_is_immutable();

-- A retired code is never given again: a code may go on only without a break.
create function grid_code_is_fresh() returns trigger language plpgsql as $$
declare
  last_end bigint;
begin
  select max(coalesce(to_edition, 9223372036854775807)) into last_end
  from grid where county_code = new.county_code and code = new.code;
  if last_end < new.from_edition then
    raise exception 'grid code % was retired', new.code using errcode = 'check_violation', constraint = 'grid_code_retired';
  end if;
  return new;
end $$;

create trigger grid_code_fresh before insert on grid for each row execute function grid_code_is_fresh();

-- Households against the standard: per area and kind; the nearest area up the tree decides. '' is the default of all.
create table household_band (
  area_code  text not null check (area_code ~ '^([0-9]{6}([0-9]{3}([0-9]{3})?)?)?$'),
  kind       text not null check (kind in ('basic', 'dedicated', 'micro')),
  min        integer check (min >= 0),
  max        integer check (max >= min),
  shops_min  integer check (shops_min >= 0),
  shops_max  integer check (shops_max >= shops_min),
  check ((min is null) = (max is null) and (shops_min is null) = (shops_max is null)),
  primary key (area_code, kind)
);

insert into household_band (area_code, kind, min, max) values ('', 'basic', 150, 400), ('', 'micro', 30, 100);

create table setting (
  area_code text not null default '',
  key       text not null,
  value     jsonb not null,
  primary key (area_code, key)
);

-- Posts: who answers for a grid, dated. Staff and volunteers, with the office contact published on the grid's notice.
create table post (
  id          bigint generated always as identity primary key,
  county_code text not null check (county_code ~ '^[0-9]{6}$'),
  grid_code   text not null,
  role        text not null check (role in ('leader', 'worker')),
  holder      text not null check (holder <> '' and length(holder) <= 60),
  phone       text check (length(phone) <= 40),
  valid_from  timestamptz not null default now(),
  valid_to    timestamptz check (valid_to > valid_from)
);

comment on column post.phone is 'office phone, published';

create index post_grid on post (county_code, grid_code);
