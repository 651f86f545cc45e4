-- Plans: layers of cells, operations on them, the way of a plan to an edition, proposals, and what each edition follows from.

-- Cells of one community, immutable. Kept by what they were built from, so that the same ground is built once.
create table cell_layer (
  id          bigint generated always as identity primary key,
  county_code text not null check (county_code ~ '^[0-9]{6}$'),
  area_code   text not null,
  input_hash  text not null unique check (input_hash ~ '^[0-9a-f]{64}$'),
  hash        text not null check (hash ~ '^[0-9a-f]{16}$'),
  cells       integer not null check (cells > 0),
  arcs        integer not null check (arcs > 0),
  households  integer not null check (households >= 0),
  report      jsonb not null,
  encoded     bytea not null,
  built_at    timestamptz not null default now(),
  check (starts_with(area_code, county_code))
);

comment on table cell_layer is 'one planar coverage per community and ground: what grids are made of';
comment on column cell_layer.area_code is 'a community, or the smallest area that is loaded';
comment on column cell_layer.input_hash is 'SHA-256 over boundary, base map, grids in force and places it was built from';
comment on column cell_layer.hash is 'the layer by its content; plans and their operations name it';

create index cell_layer_area on cell_layer (county_code, area_code, id);

-- A draft changes shapes of its base edition (form shapes), or assigns cells to grids (form cells).
alter table plan
  add column form text not null default 'shapes' check (form in ('shapes', 'cells')),
  add column standard_min integer check (standard_min >= 0),
  add column standard_max integer check (standard_max >= standard_min and standard_max > 0),
  add column last_seq integer not null default 0 check (last_seq >= 0),
  add column edition_id bigint references edition (id),
  drop constraint plan_state_check,
  add constraint plan_state_check
    check (state in ('draft', 'submitted', 'reviewed', 'approved', 'published', 'dropped')),
  add constraint plan_standard_whole check ((standard_min is null) = (standard_max is null)),
  add constraint plan_published_once check ((state = 'published') = (edition_id is not null));

comment on column plan.last_seq is 'of the last operation';
comment on column plan.standard_min is 'households of a grid; null: the band of the area';
comment on column plan.edition_id is 'the edition that it became';

create unique index plan_of_edition on plan (edition_id) where edition_id is not null;

-- The layer that a plan stands on and what it starts from, fixed when the community is first looked at.
create table plan_layer (
  plan_id   bigint not null references plan (id),
  area_code text not null,
  layer_id  bigint not null references cell_layer (id),
  start     jsonb not null,
  primary key (plan_id, area_code)
);

comment on column plan_layer.start is 'the grids of the base edition as slots and an assignment of the cells';

-- What was done to a plan, in order. Undo appends the inverse; nothing is ever taken out.
create table plan_operation (
  plan_id     bigint not null references plan (id),
  seq         integer not null check (seq > 0),
  county_code text not null check (county_code ~ '^[0-9]{6}$'),
  version     integer not null,
  ref         text not null,
  actor       text not null,
  at          timestamptz not null,
  reverts     integer check (reverts < seq),
  operation   jsonb not null,
  primary key (plan_id, seq),
  unique (plan_id, ref),
  foreign key (plan_id, reverts) references plan_operation (plan_id, seq)
);

comment on column plan_operation.version is 'of the plan that has it first';
comment on column plan_operation.ref is 'the client''s own name for it: sent twice, done once';
comment on column plan_operation.reverts is 'of which operation this is the inverse: an undo, or a redo of one';

create function plan_log_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'operations of a plan are never changed' using errcode = 'check_violation', constraint = 'plan_log_append_only';
end $$;

create trigger plan_log_append_only before update or delete on plan_operation
  for each row execute function plan_log_is_append_only();

-- The state of a plan after some of its operations, so that it is not made from the first one every time.
create table plan_snapshot (
  plan_id bigint not null references plan (id),
  seq     integer not null check (seq >= 0),
  state   jsonb not null,
  primary key (plan_id, seq)
);

-- The way of a plan: every step with who took it and what was said.
create table plan_step (
  id          bigint generated always as identity primary key,
  plan_id     bigint not null references plan (id),
  county_code text not null check (county_code ~ '^[0-9]{6}$'),
  at          timestamptz not null,
  actor       text not null,
  step        text not null,
  from_state  text not null,
  to_state    text not null,
  note        text check (length(note) <= 2000),
  detail      jsonb not null default '{}'
);

create index plan_step_plan on plan_step (plan_id, id);

-- Which grids of an edition go on from which of the one before: common ground, by households and square metres.
create table grid_succession (
  county_code text not null check (county_code ~ '^[0-9]{6}$'),
  edition_id  bigint not null references edition (id),
  predecessor text not null,
  successor   text not null,
  households  integer not null check (households >= 0),
  area_m2     double precision not null check (area_m2 >= 0),
  primary key (county_code, edition_id, predecessor, successor)
);

comment on table grid_succession is 'grids that a publish changed, closed or made; a grid that stayed has no row';

create index grid_succession_successor on grid_succession (county_code, successor, edition_id);

-- A proposal is a job while it runs and an offer afterwards; communities come in one by one.
create table plan_proposal (
  id          uuid primary key,
  plan_id     bigint not null references plan (id),
  county_code text not null check (county_code ~ '^[0-9]{6}$'),
  author      text not null,
  method      text not null,
  request     jsonb not null,
  state       text not null check (state in ('running', 'done', 'failed', 'cancelled')),
  process     text,
  heard_at    timestamptz not null default now(),
  started_at  timestamptz not null,
  finished_at timestamptz,
  communities integer not null check (communities >= 0),
  problem     jsonb,
  check ((state = 'running') = (finished_at is null))
);

create index plan_proposal_plan on plan_proposal (plan_id, started_at desc);

create table plan_proposal_part (
  proposal_id uuid not null references plan_proposal (id),
  area_code   text not null,
  option      integer not null check (option >= 0),
  county_code text not null check (county_code ~ '^[0-9]{6}$'),
  certificate_id text not null,
  part        jsonb not null,
  certificate jsonb not null,
  primary key (proposal_id, area_code, option)
);

comment on column plan_proposal_part.option is 'several ways to put one grid right stand beside each other';
comment on column plan_proposal_part.part is 'the division of the community, as an apply operation takes it';
comment on column plan_proposal_part.certificate is 'what was reached, what cannot be, and that the checker found no fault';

create unique index plan_proposal_certificate on plan_proposal_part (certificate_id);
