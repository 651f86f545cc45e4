/** Events as flat features, to those who may read them and of the areas they may see: as GET /api/events has it. */
import { areasOf, assertMay, type Caller, hasRole } from '../access/caller.ts';
import type { Database } from '../database/database.ts';
import { countEvents, type EventFilter, type ListedEvent, listEvents } from '../events/list-repository.ts';
import { EVENT_READERS } from '../events/roles.ts';
import { field } from './field.ts';
import type { FeatureLayer, FlatFeature, Selection } from './layer.ts';

const FIELDS = [
  field('serial', 'integer', 'number, grows over the service'),
  field('area', 'text', 'area it belongs to'),
  field('grid', 'text', 'grid it lies in'),
  field('gridAlso', 'text', 'grid beyond a near border', 'grid_also'),
  field('category', 'text', 'code of its kind'),
  field('text', 'text', 'what was reported'),
  field('grade', 'text', 'grade'),
  field('way', 'text', 'way it is dealt with'),
  field('level', 'text', 'level that deals with it'),
  field('channel', 'text', 'how it came'),
  field('state', 'text', 'state'),
  field('version', 'integer', 'number of steps'),
  field('occurredAt', 'instant', 'when it happened', 'occurred'),
  field('reportedAt', 'instant', 'when it was reported', 'reported'),
  field('changedAt', 'instant', 'when its last step was taken', 'changed'),
  field('clock', 'text', 'clock that runs'),
  field('dueAt', 'instant', 'deadline of that clock', 'due'),
  field('handlerKind', 'text', 'unit or worker', 'hand_kind'),
  field('handler', 'text', 'code of who has it in hand'),
  field('handlerName', 'text', 'name of who has it in hand', 'hand_name'),
  field('worker', 'text', 'who answered for the grid'),
  field('supervised', 'boolean', 'under supervision'),
  field('emergency', 'boolean', 'reported in emergency mode'),
  field('reworks', 'integer', 'times it was done again'),
  field('photos', 'integer', 'photos'),
] as const;

export const mayReadEvents = (caller: Caller): boolean => hasRole(caller, EVENT_READERS);

export function eventLayer(db: Database, clock: () => Date): FeatureLayer {
  const filterOf = (caller: Caller, { asOf, during, meets, filters }: Selection): Omit<EventFilter, 'limit'> => {
    const { area, grid, category, grade, channel, state, handler, open, q } = filters;
    if (area !== undefined) assertMay(caller, EVENT_READERS, area);
    const span = during ?? (asOf === null ? { from: null, to: null } : { from: asOf, to: asOf });
    return {
      ...{ area, grid, category, grade, channel, state, handler, q, meets },
      areas: areasOf(caller, EVENT_READERS),
      open: open === undefined ? undefined : open === 'true',
      from: span.from ?? undefined,
      // instants are whole milliseconds, and the end of a list is not in it
      to: span.to === null ? undefined : new Date(span.to.getTime() + 1),
      order: 'newest',
      now: clock(),
    };
  };
  return {
    fields: FIELDS,
    geometry: 'Point',
    async page(caller, selection, { after, limit }) {
      const beyond = after === undefined ? undefined : { serial: after[1], dueAt: null };
      return (await listEvents(db, { ...filterOf(caller, selection), after: beyond, limit })).map(flat);
    },
    count: async (caller, selection) => countEvents(db, { ...filterOf(caller, selection), limit: 1 }),
    async one(caller, id) {
      if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return undefined;
      const filter = { areas: areasOf(caller, EVENT_READERS), id, order: 'newest', limit: 1, now: clock() } as const;
      return (await listEvents(db, filter)).map(flat)[0];
    },
  };
}

function flat(row: ListedEvent): FlatFeature {
  const { lon, lat, handler } = row;
  const all: Record<string, unknown> = {
    ...row,
    handlerKind: handler?.kind ?? null,
    handler: handler?.code ?? null,
    handlerName: handler?.name ?? null,
  };
  const properties = FIELDS.map(({ name }) => {
    const value = all[name];
    return [name, value instanceof Date ? value.toISOString() : value];
  });
  return {
    id: row.id,
    key: ['', row.serial],
    properties: Object.fromEntries(properties),
    geometry: lon === null || lat === null ? null : `{"type":"Point","coordinates":[${lon},${lat}]}`,
  };
}
