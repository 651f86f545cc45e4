-- Events: what they run by (dictionaries, calendar, units, settings), what happened (append-only steps), and the state that
-- follows from the steps. No record of who asked for help: a hotline's ticket number is all that leads back.

create table event_dictionary (
  id      text primary key check (id ~ '^[a-z0-9-]{1,40}$'),
  name    text not null check (name <> '' and length(name) <= 60),
  sample  boolean not null default false,
  version integer not null default 1 check (version > 0)
);

create table event_category (
  dictionary text not null references event_dictionary (id),
  code       text not null check (code ~ '^[0-9]{2,10}$'),
  major      text not null check (major ~ '^[0-9]{1,5}$'),
  major_name text not null check (major_name <> '' and length(major_name) <= 40),
  name       text not null check (name <> '' and length(name) <= 40),
  grade      text not null check (grade in ('simple', 'ordinary', 'notable', 'major')),
  way        text not null check (way in ('on-the-spot', 'community', 'urgent', 'approval')),
  level      text not null check (level in ('grid', 'community', 'town', 'county')),
  limits     jsonb not null check (jsonb_typeof(limits) = 'object'),
  retired    boolean not null default false,
  primary key (dictionary, code),
  check (starts_with(code, major) and code <> major)
);

comment on column event_category.limits is 'dispatch, handle, verify: {amount, unit}';

-- Days that are not as their weekday says. A year counts as known when its row is here, with or without days.
create table calendar_year (
  area_code text not null default '' check (area_code ~ '^([0-9]{6})?$'),
  year      integer not null check (year between 2000 and 2100),
  days      jsonb not null default '[]' check (jsonb_typeof(days) = 'array'),
  primary key (area_code, year)
);

create table event_unit (
  county_code text not null check (county_code ~ '^[0-9]{6}$'),
  code        text not null check (code ~ '^[0-9A-Za-z_-]{1,40}$'),
  name        text not null check (name <> '' and length(name) <= 60),
  area_code   text not null check (starts_with(area_code, county_code)),
  level       text not null check (level in ('grid', 'community', 'town', 'county')),
  members     text[] not null default '{}',
  primary key (county_code, code)
);

-- The state of an event. Every column but those of the report follows from its steps; one function writes them.
create table event (
  serial         bigint generated always as identity primary key,
  id             uuid not null unique,
  county_code    text not null check (county_code ~ '^[0-9]{6}$'),
  area_code      text not null check (starts_with(area_code, county_code)),
  grid_code      text,
  grid_id        bigint,
  grid_also      text,
  edition        bigint,
  geom           geometry(Point, 4326),
  accuracy_m     real check (accuracy_m >= 0),
  place_code     text,
  address        text check (length(address) <= 300),
  dictionary     text not null,
  category       text not null,
  text           text not null check (text <> '' and length(text) <= 500),
  channel        text not null check (channel in ('worker', 'hotline', 'resident', 'system')),
  ticket         text check (length(ticket) <= 60),
  worker         text,
  emergency      boolean not null default false,
  occurred_at    timestamptz not null,
  reported_at    timestamptz not null,
  reporter       text not null,
  grade          text not null,
  way            text not null,
  level          text not null,
  state          text not null,
  version        integer not null check (version > 0),
  changed_at     timestamptz not null,
  clock          text check (clock in ('dispatch', 'handle', 'verify')),
  clock_from     timestamptz,
  due_at         timestamptz,
  handler        jsonb,
  supervised     boolean not null default false,
  asked          text check (asked in ('extend', 'suspend')),
  merged_into    uuid,
  whistled       text[] not null default '{}',
  photos         integer not null default 0,
  filed_at       timestamptz,
  dispatched_at  timestamptz,
  handled_at     timestamptz,
  verified_at    timestamptz,
  ended_at       timestamptz,
  handle_due     timestamptz,
  verify_due     timestamptz,
  dispatches     integer not null default 0,
  returns        integer not null default 0,
  reworks        integer not null default 0,
  escalations    integer not null default 0,
  overran        boolean not null default false,
  clocks         jsonb not null default '[]',
  changed_in     xid8 not null default pg_current_xact_id()
);

comment on table event is 'no caller, no person: what, where, when, and how far it is';
comment on column event.area_code is 'the community of its grid, or the area whose event it is while it is not located';
comment on column event.grid_id is 'the grid of the edition in force when it occurred';
comment on column event.ended_at is 'closed, void or merged';
comment on column event.overran is 'a clock that has ended was over its limit';
comment on column event.changed_in is 'the transaction that wrote it last; what was not yet seen is found by it';

create index event_area on event (county_code, reported_at desc);
create index event_open on event (county_code, due_at) where ended_at is null;
create index event_grid on event (county_code, grid_code, reported_at desc);
create index event_changed on event (changed_in);

-- What was done, in order. Rows are never changed, and one step of a number exists once.
create table event_step (
  serial      bigint not null references event (serial),
  seq         integer not null check (seq > 0),
  id          uuid not null unique,
  county_code text not null,
  step        text not null,
  state       text not null,
  at          timestamptz not null,
  recorded_at timestamptz not null default now(),
  actor       text not null,
  why         text check (length(why) <= 500),
  detail      jsonb not null default '{}',
  primary key (serial, seq)
);

create function event_step_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'steps of events are never changed' using errcode = 'check_violation', constraint = 'event_step_append_only';
end $$;

create trigger event_step_append_only before update or delete on event_step for each row execute function event_step_is_append_only();
create trigger event_step_never_emptied before truncate on event_step for each statement execute function event_step_is_append_only();

-- Photos without what a camera writes into them.
create table event_photo (
  id          uuid primary key,
  serial      bigint not null references event (serial),
  county_code text not null,
  type        text not null check (type in ('image/jpeg', 'image/png', 'image/webp')),
  content     bytea not null check (length(content) between 1 and 12582912),
  at          timestamptz not null default now(),
  actor       text not null
);

create index event_photo_event on event_photo (serial);

alter table import_job
  drop constraint import_job_layer_check,
  add constraint import_job_layer_check check (layer in ('areas', 'grids', 'places', 'base', 'events'));
