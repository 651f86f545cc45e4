/** Lists of events a caller may see, and one with its whole story. */
import { areasOf, assertMay, type Caller } from '../access/caller.ts';
import type { EventCard, EventList, EventQuery, EventRow } from '../contract/events.ts';
import { decodeCursor, encodeCursor, parseBbox } from '../contract/list-query.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import type { PublishedMaps } from '../locate/published-maps.ts';
import { rowOf } from './event-file.ts';
import { factsOf, fileOf } from './event-files.ts';
import { headById, type StoredStep, stepsOf } from './event-repository.ts';
import { instantOf } from './instants.ts';
import { type EventFilter, type ListedEvent, listEvents } from './list-repository.ts';
import { photosOf } from './photo-repository.ts';
import { viewOf } from './photo-service.ts';
import { EVENT_READERS } from './roles.ts';
import { type RuleBook, unitsWith } from './rule-book.ts';
import { allowedSteps } from './rules/allowed.ts';
import { clockViews } from './rules/event-now.ts';
import type { Similar } from './similar.ts';

export interface ListDeps {
  db: Database;
  maps: PublishedMaps;
  book: RuleBook;
  similar: Similar;
  clock: () => Date;
}

const DEFAULT_LIMIT = 200;

export class EventLists {
  readonly #deps: ListDeps;

  constructor(deps: ListDeps) {
    this.#deps = deps;
  }

  /** Throws `area-forbidden` for an area that is none of the caller's, `cursor-invalid`, `coordinate-invalid`, `date-invalid`. */
  async list(caller: Caller, query: EventQuery): Promise<EventList> {
    const { db, clock } = this.#deps;
    const { area, bbox, from, to, after, order = 'newest', limit = DEFAULT_LIMIT, ...plain } = query;
    if (area !== undefined) assertMay(caller, EVENT_READERS, area);
    const rows = await listEvents(db, {
      ...{ ...plain, area, order, limit: limit + 1, now: clock(), areas: areasOf(caller, EVENT_READERS) },
      bbox: bbox === undefined ? undefined : parseBbox(bbox),
      from: from === undefined ? undefined : new Date(instantOf(from, 'from')),
      to: to === undefined ? undefined : new Date(instantOf(to, 'to')),
      after: after === undefined ? undefined : cursorOf(after),
    });
    const page = rows.slice(0, limit).map(viewOfRow);
    const last = page.at(-1);
    const next = rows.length > limit && last !== undefined ? encodeCursor(`${last.serial} ${last.dueAt ?? ''}`) : null;
    return { events: page, next };
  }

  /** Throws `event-unknown`, `area-forbidden`. */
  async card(caller: Caller, id: string): Promise<EventCard> {
    const { db, book, maps, similar } = this.#deps;
    const head = await headById(db, id);
    if (head === undefined) throw new Refusal('event-unknown', { id });
    assertMay(caller, EVENT_READERS, head.area);
    const { serial, county } = head;
    const steps = await stepsOf(db, [serial]);
    const file = fileOf({ ...head, version: steps.length }, steps);
    const { now, placed, reported } = file;
    const { actor, grants } = caller;
    const units = unitsWith(await book.of(county), actor);
    return {
      event: rowOf(serial, file),
      dictionary: reported.dictionary,
      ticket: reported.ticket,
      place: placed.place,
      address: placed.address,
      accuracyM: placed.accuracyM,
      edition: placed.edition,
      path: pathOf(maps, county, placed.grid, now.area),
      mergedInto: now.mergedInto,
      whistled: [...now.whistled],
      clocks: clockViews(now),
      steps: steps.map(stepView),
      photos: (await photosOf(db, serial)).map(viewOf),
      similar: await similar.to(file, caller),
      allowed: allowedSteps(now, { actor, grants, units }),
    };
  }
}

/** What the service keeps for itself is not told: hashes of requests, limits, the facts the row has anyway. */
function stepView(stored: StoredStep): EventCard['steps'][number] {
  const { seq, id, step, at, recordedAt, actor, why, state } = stored;
  const { report, said, limits, ...detail } = factsOf(stored).detail;
  return {
    seq,
    id,
    step,
    at: at.toISOString(),
    recordedAt: recordedAt.toISOString(),
    actor,
    why,
    state,
    detail: { ...detail },
  };
}

function pathOf(maps: PublishedMaps, county: string, grid: string | null, area: string): EventCard['path'] {
  const map = maps.county(county);
  const found = map?.grids.find(({ code }) => code === grid);
  if (found !== undefined) return found.path.map(({ level, code, name }) => ({ level, code, name }));
  // A grid that is no more, or none: the areas around it, as they are called now.
  const known = map?.grids.find(({ path }) => path.some(({ code }) => code === area))?.path ?? map?.areas ?? [];
  return known
    .filter(({ level, code }) => level !== 'grid' && level !== 'micro' && area.startsWith(code))
    .map(({ level, code, name }) => ({ level, code, name }));
}

function viewOfRow(row: ListedEvent): EventRow {
  const view = { ...row } as Record<string, unknown>;
  for (const [name, value] of Object.entries(view)) if (value instanceof Date) view[name] = value.toISOString();
  return view as EventRow;
}

/** Throws `cursor-invalid`. */
function cursorOf(after: string): NonNullable<EventFilter['after']> {
  const [serialText, dueText] = decodeCursor(after).split(' ');
  const serial = Number(serialText);
  const dueAt = dueText === undefined || dueText === '' ? null : new Date(dueText);
  if (Number.isSafeInteger(serial) && serial >= 0 && !Number.isNaN(dueAt?.getTime() ?? 0)) return { serial, dueAt };
  throw new Refusal('cursor-invalid', {}, { errors: [{ pointer: 'after', code: 'cursor-invalid' }] });
}
