-- Coverage: checks that were run, findings that were accepted, ground that no grid has to cover, and drafts of a next edition.

-- A check is a job while it runs and history afterwards. Its findings stay as they were found, so that a later state can be
-- compared with them whatever the program has learnt since.
create table coverage_check (
  id             uuid primary key,
  county_code    text not null check (county_code ~ '^[0-9]{6}$'),
  area_code      text not null check (area_code ~ '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$'),
  edition_id     bigint references edition (id),
  edition_number integer,
  plan_id        bigint,
  as_of          timestamptz,
  author         text not null,
  automatic      boolean not null default false,
  revision       bigint,
  state          text not null check (state in ('running', 'done', 'failed', 'cancelled')),
  step           text,
  progress       real not null default 0 check (progress between 0 and 1),
  process        text,
  heard_at       timestamptz not null default now(),
  started_at     timestamptz not null default now(),
  finished_at    timestamptz,
  data_state     text,
  data_hash      text,
  clean          boolean,
  totals         jsonb,
  counts         jsonb,
  bands          jsonb,
  findings       jsonb,
  check (starts_with(area_code, county_code)),
  check ((state = 'running') = (finished_at is null)),
  check (state <> 'done' or (data_hash is not null and totals is not null and counts is not null and findings is not null))
);

comment on table coverage_check is 'one row per check: a job while it runs, history afterwards';
comment on column coverage_check.as_of is 'the past instant that was asked; null: the time of the check';
comment on column coverage_check.revision is 'of the county, for an automatic check: each is checked once';
comment on column coverage_check.process is 'who runs it; silent for two minutes: nobody does';
comment on column coverage_check.data_state is 'names the state of the data that was read';
comment on column coverage_check.data_hash is 'SHA-256 over everything that was looked at';
comment on column coverage_check.bands is 'how many basic grids are in, under and over their band';
comment on column coverage_check.findings is 'as they were found, accepted ones too';

create index coverage_check_area on coverage_check (county_code, area_code, started_at desc, id desc);
create unique index coverage_check_automatic on coverage_check (county_code, revision) where automatic;

-- One row per area and edition: the last that is known of the edition. Superseded editions keep theirs for ever.
create table coverage_trend (
  county_code text not null check (county_code ~ '^[0-9]{6}$'),
  area_code   text not null,
  edition_id  bigint not null references edition (id),
  computed_at timestamptz not null default now(),
  totals      jsonb not null,
  counts      jsonb not null,
  bands       jsonb not null,
  primary key (area_code, edition_id),
  check (starts_with(area_code, county_code))
);

-- An accepted finding. It is never deleted: withdrawn or outlived, it stays on record.
create table coverage_exception (
  id            bigint generated always as identity primary key,
  county_code   text not null check (county_code ~ '^[0-9]{6}$'),
  area_code     text not null check (area_code ~ '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$'),
  finding       text not null,
  kind          text not null,
  reason        text not null check (reason <> '' and length(reason) <= 500),
  author        text not null,
  accepted_at   timestamptz not null default now(),
  until         timestamptz not null,
  area_m2       double precision,
  buildings     integer not null,
  households    integer not null,
  withdrawn_at  timestamptz,
  withdrawn_by  text,
  check (starts_with(area_code, county_code)),
  check (until > accepted_at),
  check ((withdrawn_at is null) = (withdrawn_by is null))
);

comment on column coverage_exception.area_m2 is 'with buildings and households the size at acceptance: a larger defect counts again';

create index coverage_exception_county on coverage_exception (county_code, area_code, id);

-- Ground that no grid has to cover. Dated: what was excluded on a past day stays known.
create table coverage_exclusion (
  id          bigint generated always as identity primary key,
  county_code text not null check (county_code ~ '^[0-9]{6}$'),
  area_code   text not null check (area_code ~ '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$'),
  kind        text not null check (kind in ('water', 'railway', 'military', 'enclave', 'other')),
  name        text not null check (name <> '' and length(name) <= 100),
  reason      text not null check (reason <> '' and length(reason) <= 500),
  author      text not null,
  valid_from  timestamptz not null default now(),
  valid_to    timestamptz check (valid_to >= valid_from),
  area_m2     double precision not null check (area_m2 > 0),
  lattice     geometry(MultiPolygon) not null,
  check (starts_with(area_code, county_code))
);

comment on column coverage_exclusion.lattice is 'in whole lattice units, like grid.lattice';

create index coverage_exclusion_county on coverage_exclusion (county_code, area_code, id);

-- A draft of a next edition: the grids of its base edition with some shapes changed. Nothing of it is in force.
create table plan (
  id           bigint generated always as identity primary key,
  county_code  text not null check (county_code ~ '^[0-9]{6}$'),
  area_code    text not null check (area_code ~ '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$'),
  title        text not null check (title <> '' and length(title) <= 100),
  author       text not null,
  state        text not null default 'draft' check (state in ('draft', 'dropped')),
  base_edition bigint not null references edition (id),
  version      integer not null default 1 check (version > 0),
  created_at   timestamptz not null default now(),
  changed_at   timestamptz not null default now(),
  check (starts_with(area_code, county_code))
);

comment on column plan.version is 'counts up with every change; entity tags are made from it';

create index plan_county on plan (county_code, area_code, id);

create table plan_grid (
  plan_id     bigint not null references plan (id),
  county_code text not null check (county_code ~ '^[0-9]{6}$'),
  grid_code   text not null,
  lattice     geometry(MultiPolygon),
  primary key (plan_id, grid_code)
);

comment on table plan_grid is 'a grid of the base edition whose shape the plan changes';
comment on column plan_grid.lattice is 'in whole lattice units; null: the plan drops the grid';
