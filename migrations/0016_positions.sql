-- Positions of workers on duty. Fixes of a day are a partition, which is packed into trails when the day is over and dropped;
-- trails are deleted after the days that the county sets. What is counted from them stays.

create table position (
  day        date not null,
  worker_id  bigint not null,
  -- ms since 1970, UTC
  t          bigint not null,
  x          integer not null,
  y          integer not null,
  -- decimetres a second and degrees; -1: not told
  speed      smallint not null,
  course     smallint not null,
  -- metres, 255: more
  accuracy   smallint not null,
  -- bit 0: coarse (too inaccurate for events); bit 1: came late
  flags      smallint not null,
  unique (day, worker_id, t)
) partition by range (day);

comment on column position.x is 'longitude, 1e-7 degree, WGS 84';
comment on column position.y is 'latitude, 1e-7 degree, WGS 84';

-- The last fix of each worker on duty, for what is shown after a restart.
create table worker_state (
  worker_id   bigint primary key references worker (id) on delete cascade,
  county_code text not null check (county_code ~ '^[0-9]{6}$'),
  shift_id    uuid not null,
  t           bigint not null,
  x           integer not null,
  y           integer not null,
  grid_code   text,
  state       jsonb not null
);

-- One worker, one day, packed: differences of t, x, y and accuracy as varints, so that playback needs one row.
create table trail (
  county_code text not null check (county_code ~ '^[0-9]{6}$'),
  worker_id   bigint not null references worker (id) on delete cascade,
  day         date not null,
  fixes       integer not null check (fixes > 0),
  from_t      bigint not null,
  to_t        bigint not null,
  packed      bytea not null,
  primary key (worker_id, day)
);

create index trail_day on trail (day);

-- Entering and leaving grids, as it was committed, with what it was inferred from.
create table movement (
  id          bigint generated always as identity primary key,
  county_code text not null check (county_code ~ '^[0-9]{6}$'),
  worker_id   bigint not null references worker (id) on delete cascade,
  kind        text not null check (kind in ('moved', 'crossed', 'reassigned', 'off-duty')),
  from_grid   text,
  to_grid     text,
  -- the first fix that says so, and the one that settled it
  since_at    timestamptz not null,
  at          timestamptz not null,
  reason      text not null check (reason in ('distance', 'dwell', 'segment', 'edition', 'shift')),
  edition     integer
);

create index movement_worker on movement (worker_id, at);
create index movement_grid on movement (county_code, to_grid, at);

-- What was walked, by day: seconds in a grid, and which streets and places were passed. It stays when the trails are gone.
create table patrol_day (
  county_code text not null check (county_code ~ '^[0-9]{6}$'),
  grid_code   text not null,
  day         date not null,
  worker_id   bigint not null references worker (id) on delete cascade,
  seconds     integer not null check (seconds >= 0),
  metres      real not null check (metres >= 0),
  rounds      smallint not null check (rounds >= 0),
  -- street pieces and places of the grid that were passed, as bits in the order of the edition's patrol ground
  edition     integer not null,
  streets     bytea not null,
  places      bytea not null,
  primary key (county_code, grid_code, day, worker_id)
);

create index patrol_day_day on patrol_day (county_code, day);

-- Who looked at whose trail, when and why. The worker sees it.
create table trail_look (
  id          bigint generated always as identity primary key,
  county_code text not null check (county_code ~ '^[0-9]{6}$'),
  worker_id   bigint not null references worker (id) on delete cascade,
  from_at     timestamptz not null,
  to_at       timestamptz not null,
  reason      text not null check (reason <> '' and length(reason) <= 500),
  by_login    text not null,
  at          timestamptz not null default now()
);

create index trail_look_worker on trail_look (worker_id, at);

-- A device that tells positions by itself. Its key is stored as a hash, like every other.
create table tracker (
  id          bigint generated always as identity primary key,
  county_code text not null check (county_code ~ '^[0-9]{6}$'),
  worker_id   bigint not null references worker (id) on delete cascade,
  name        text not null check (name <> '' and length(name) <= 60),
  key_hash    bytea not null unique,
  created_at  timestamptz not null default now(),
  revoked_at  timestamptz
);
