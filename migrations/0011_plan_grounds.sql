-- A plan may move to other cells and to a later edition: a community then has several grounds, and stands on one of them.
alter table plan_layer
  add column id bigint generated always as identity,
  add column base_edition bigint references edition (id),
  add column current boolean not null default true;

update plan_layer l set base_edition = p.base_edition from plan p where p.id = l.plan_id;

alter table plan_layer
  alter column base_edition set not null,
  drop constraint plan_layer_pkey,
  add primary key (plan_id, area_code, layer_id, base_edition);

create unique index plan_layer_current on plan_layer (plan_id, area_code) where current;

comment on column plan_layer.id is 'in order: the first one of a community is the one that the log begins on';
comment on column plan_layer.base_edition is 'the edition whose grids it starts from';
comment on column plan_layer.current is 'the one that the last operation has left the plan on';
