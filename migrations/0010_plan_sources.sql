-- Grid layers of departments that are merged in a plan: their borders cut its cells, so that each can be told exactly.
create table plan_source (
  id       bigint generated always as identity primary key,
  plan_id  bigint not null references plan (id),
  name     text not null check (name <> '' and length(name) <= 60),
  author   text not null,
  added_at timestamptz not null,
  unique (plan_id, name)
);

create table plan_source_grid (
  source_id bigint not null references plan_source (id),
  number    integer not null check (number >= 0),
  code      text check (length(code) <= 40),
  name      text check (length(name) <= 100),
  geom      geometry(MultiPolygon, 4326) not null,
  lattice   geometry(MultiPolygon) not null,
  primary key (source_id, number)
);

create index plan_source_grid_geom on plan_source_grid using gist (geom);
