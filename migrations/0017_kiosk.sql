-- What residents are shown of the people of the grids: an explicit field says who, and a photo is there for this alone.

alter table worker add column published boolean not null default true;

comment on column worker.published is 'name, office phone and photo are shown to everybody: maps, the kiosk, notices';

create table worker_photo (
  worker_id    bigint primary key references worker (id) on delete cascade,
  county_code  text not null check (county_code ~ '^[0-9]{6}$'),
  -- of the content: the name under which it is fetched, so that another photo has another address
  hash         text not null check (hash ~ '^[0-9a-f]{32}$'),
  type         text not null check (type in ('image/jpeg', 'image/png', 'image/webp')),
  content      bytea not null check (length(content) <= 524288),
  published_at timestamptz not null default now()
);

create index worker_photo_hash on worker_photo (hash);
