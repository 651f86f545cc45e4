-- Emergency mode of an area, and zones with an end date. Both are overlays in time: nothing published is changed by them.

create table emergency (
  id          bigint generated always as identity primary key,
  county_code text not null check (county_code ~ '^[0-9]{6}$'),
  area_code   text not null check (starts_with(area_code, county_code)),
  reason      text not null check (reason <> '' and length(reason) <= 500),
  rules       jsonb not null check (jsonb_typeof(rules) = 'object'),
  from_at     timestamptz not null default now(),
  by_login    text not null,
  to_at       timestamptz check (to_at > from_at),
  ended_by    text,
  end_reason  text check (length(end_reason) <= 500),
  check ((to_at is null) = (ended_by is null) and (to_at is null) = (end_reason is null))
);

create unique index emergency_one on emergency (area_code) where to_at is null;
create index emergency_county on emergency (county_code, from_at);

create table zone (
  id          bigint generated always as identity primary key,
  county_code text not null check (county_code ~ '^[0-9]{6}$'),
  area_code   text not null check (starts_with(area_code, county_code)),
  kind        text not null check (kind in ('cordon', 'shelter', 'checkpoint')),
  name        text not null check (name <> '' and length(name) <= 60),
  reason      text not null check (reason <> '' and length(reason) <= 500),
  geom        geometry(MultiPolygon, 4326) not null check (not ST_IsEmpty(geom)),
  from_at     timestamptz not null,
  until_at    timestamptz not null check (until_at > from_at),
  by_login    text not null,
  ended_by    text,
  end_reason  text check (length(end_reason) <= 500)
);

create index zone_geom on zone using gist (geom);
create index zone_county on zone (county_code, until_at);
