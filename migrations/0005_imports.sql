-- Imports: one row a job. Rows of a file wait in import_row until one transaction decides whether it happened.

create table import_job (
  id          uuid primary key,
  layer       text not null check (layer in ('areas', 'grids', 'places', 'base')),
  county_code text,
  file_name   text not null,
  options     jsonb not null,
  author      text not null,
  state       text not null check (state in ('running', 'done', 'refused', 'failed', 'cancelled')),
  started_at  timestamptz not null default now(),
  finished_at timestamptz,
  report      jsonb,
  problem     jsonb
);

create unlogged table import_row (
  job_id uuid not null,
  seq    integer not null,
  data   jsonb not null,
  primary key (job_id, seq)
);
