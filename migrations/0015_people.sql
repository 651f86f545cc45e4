-- People of the grids: staff and volunteers, their posts, their shifts and their visits. Nobody who is served has a row here:
-- a visit is a count of households at a building or unit.

create table worker (
  id          bigint generated always as identity primary key,
  county_code text not null check (county_code ~ '^[0-9]{6}$'),
  code        text not null check (code ~ '^[0-9A-Za-z_-]{1,40}$'),
  name        text not null check (name <> '' and length(name) <= 60),
  phone       text check (length(phone) <= 40),
  -- who signs in as this worker; null: the worker has no account
  account_id  bigint unique references account (id) on delete set null,
  area_code   text not null check (starts_with(area_code, county_code)),
  demo        boolean not null default false,
  created_at  timestamptz not null default now(),
  left_at     timestamptz,
  unique (county_code, code)
);

comment on column worker.phone is 'office phone, published';

create index worker_area on worker (area_code text_pattern_ops);

-- The team of a grid. 'leader' and 'worker' are what every grid needs unless the county's settings say otherwise.
alter table post drop constraint post_role_check;
alter table post add constraint post_role_check check (role in
  ('leader', 'worker', 'part-time', 'micro', 'cadre', 'police', 'property', 'legal', 'volunteer'));
alter table post add column worker_id bigint references worker (id);
create index post_worker on post (worker_id) where worker_id is not null;

-- One time on duty, from the sign-in to the sign-out. The id is the client's, so that a retry is the same shift.
create table shift (
  id            uuid primary key,
  county_code   text not null check (county_code ~ '^[0-9]{6}$'),
  worker_id     bigint not null references worker (id),
  area_code     text not null check (starts_with(area_code, county_code)),
  -- the sign-in that was due, as the settings of that day had it; null: a shift besides
  due_at        timestamptz,
  in_at         timestamptz not null,
  in_received   timestamptz not null,
  in_grid       text,
  in_place      text not null check (in_place in ('own-grid', 'other-grid', 'outside', 'unknown')),
  -- minutes after the due sign-in, 0 within the grace that was given
  late_min      integer not null default 0 check (late_min >= 0),
  in_reason     text check (length(in_reason) <= 500),
  out_at        timestamptz check (out_at >= in_at),
  out_grid      text,
  out_place     text check (out_place in ('own-grid', 'other-grid', 'outside', 'unknown')),
  -- 'worker', 'automatic': nobody signed out by the end of the day; 'office': ended by somebody else, with a reason
  out_by        text check (out_by in ('worker', 'automatic', 'office')),
  out_reason    text check (length(out_reason) <= 500),
  -- what was said in the two requests, so that another request with the same id is told from a retry
  in_said       text not null,
  out_said      text,
  check ((out_at is null) = (out_by is null))
);

create unique index shift_open on shift (worker_id) where out_at is null;
create index shift_worker on shift (worker_id, in_at);
create index shift_area on shift (area_code text_pattern_ops, in_at);

-- A day on which a worker is excused from a sign-in, with the reason: leave, training, an order.
create table duty_exception (
  id          bigint generated always as identity primary key,
  county_code text not null check (county_code ~ '^[0-9]{6}$'),
  worker_id   bigint not null references worker (id),
  from_day    date not null,
  to_day      date not null check (to_day >= from_day and to_day - from_day <= 366),
  kind        text not null check (kind in ('leave', 'training', 'assignment', 'other')),
  reason      text not null check (reason <> '' and length(reason) <= 500),
  by_login    text not null,
  at          timestamptz not null default now(),
  withdrawn_at timestamptz,
  withdrawn_by text
);

create index duty_exception_worker on duty_exception (worker_id, from_day);

-- The notice to workers about their positions, in the version they have acknowledged.
create table notice_seen (
  worker_id bigint not null references worker (id) on delete cascade,
  version   integer not null,
  at        timestamptz not null default now(),
  primary key (worker_id, version)
);

-- A call at a building or unit: how many households were met, and the kind of need, as counts. Never who.
create table visit (
  id          uuid primary key,
  county_code text not null check (county_code ~ '^[0-9]{6}$'),
  worker_id   bigint not null references worker (id),
  place_code  text not null,
  area_code   text not null check (starts_with(area_code, county_code)),
  grid_code   text,
  kind        text not null check (kind in ('visit', 'spot-check')),
  households  integer not null check (households between 0 and 10000),
  -- need → count
  needs       jsonb not null default '{}' check (jsonb_typeof(needs) = 'object'),
  note        text check (length(note) <= 200),
  at          timestamptz not null,
  received_at timestamptz not null,
  -- metres from the place at that time by the worker's own position; null: nobody knows
  distance_m  real check (distance_m >= 0),
  proof       text not null check (proof in ('near', 'far', 'none')),
  said        text not null
);

create index visit_place on visit (county_code, place_code, at);
create index visit_area on visit (area_code text_pattern_ops, at);
create index visit_worker on visit (worker_id, at);

alter table import_job drop constraint import_job_layer_check;
alter table import_job add constraint import_job_layer_check check
  (layer in ('areas', 'grids', 'places', 'base', 'workers', 'events'));

-- What had come in before a day began.
create index visit_received on visit (county_code, received_at);
