-- Access: accounts of staff, what they may do where, sessions, machine tokens, and the audit log.
-- Secrets are stored as hashes only.

create table account (
  id            bigint generated always as identity primary key,
  login         text not null unique check (login ~ '^[a-zA-Z0-9._@-]{2,60}$'),
  name          text not null check (name <> '' and length(name) <= 60),
  password_hash text not null,
  disabled      boolean not null default false,
  demo          boolean not null default false,
  created_at    timestamptz not null default now()
);

-- A role over an area and all below it; area_code '' is everything.
create table account_grant (
  account_id bigint not null references account (id) on delete cascade,
  role       text not null check (role in ('viewer', 'worker', 'dispatcher', 'planner', 'reviewer', 'auditor', 'admin')),
  area_code  text not null check (area_code ~ '^([0-9]{6}([0-9]{3}([0-9]{3})?)?)?$'),
  primary key (account_id, role, area_code)
);

create table session (
  id_hash    bytea primary key,
  account_id bigint not null references account (id) on delete cascade,
  created_at timestamptz not null default now(),
  seen_at    timestamptz not null default now(),
  expires_at timestamptz not null
);

create index session_account on session (account_id);

create table machine_token (
  id         bigint generated always as identity primary key,
  name       text not null,
  hash       bytea not null unique,
  grants     jsonb not null check (jsonb_typeof(grants) = 'array'),
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz
);

-- The one-time link of the first start.
create table setup_link (
  hash       bytea primary key,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz
);

-- Failed sign-ins per login and address, so that guessing is slow whichever process is asked.
create table login_failure (
  key      text primary key,
  count    integer not null,
  until    timestamptz not null
);

-- Every write, and every look that needs a reason. Rows are chained: each hash covers the one before.
create table audit (
  id            bigint generated always as identity primary key,
  at            timestamptz not null default now(),
  actor         text not null,
  action        text not null,
  target        text not null,
  area_code     text not null default '',
  detail        jsonb not null default '{}',
  previous_hash bytea not null,
  hash          bytea not null unique
);

create index audit_at on audit (at);
create index audit_actor on audit (actor, id);

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit rows are never changed' using errcode = 'check_violation', constraint = 'audit_append_only';
end $$;

create trigger audit_append_only before update or delete on audit for each row execute function audit_is_append_only();

create trigger audit_never_emptied before truncate on audit for each statement execute function audit_is_append_only();
