-- Areas: county, town, community. Dated: a change closes the old row and opens a new one, nothing is overwritten.
-- Codes are text, statistical 6 + 3 + 3. A city without counties uses its prefecture code (ending in 00) at county level.

create extension if not exists postgis;

create table area (
  id          bigint generated always as identity primary key,
  level       text not null check (level in ('county', 'town', 'community')),
  code        text not null,
  parent_code text,
  county_code text not null generated always as (left(code, 6)) stored,
  name        text not null check (name <> '' and length(name) <= 100),
  boundary    geometry(MultiPolygon, 4326),
  valid_from  timestamptz not null default now(),
  valid_to    timestamptz,
  check (valid_to is null or valid_to > valid_from),
  check (code ~ '^[0-9]+$' and length(code) = case level when 'county' then 6 when 'town' then 9 else 12 end),
  check ((level = 'county') = (parent_code is null)),
  check (parent_code is null or (starts_with(code, parent_code) and length(parent_code) < length(code)))
);

comment on table area is 'county, town, community; one row per code and period';
comment on column area.boundary is 'WGS 84 = CGCS2000, on the 1e-7 degree lattice; null when only the code is known';
comment on column area.valid_to is 'null: in force';

create unique index area_current on area (code) where valid_to is null;
create unique index area_history on area (code, valid_from);
create index area_county on area (county_code);
create index area_parent on area (parent_code) where valid_to is null;
create index area_boundary on area using gist (boundary);

-- Counts up with every published change of a county; entity tags are made from it, and processes compare it.
create table county_revision (
  county_code text primary key,
  revision    bigint not null default 0,
  changed_at  timestamptz not null default now()
);
