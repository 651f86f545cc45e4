/**
 * Zones 临时管控区: cordons, shelters, checkpoints, drawn over the map by a dispatcher with a reason and an end. Nothing published is changed
 * by one, and none needs to be taken away: what has ended is in no list. A zone belongs to the smallest area that holds it whole.
 */
import { audit } from '../access/audit.ts';
import { ANY_ROLE, areasOf, assertMay, type Caller } from '../access/caller.ts';
import type { Role } from '../contract/access.ts';
import type { NewZone, Zone, ZoneEnd } from '../contract/emergencies.ts';
import type { AreaNews } from '../contract/live.ts';
import { Refusal } from '../contract/problem.ts';
import { drawnShape, invalidShape } from '../coverage/drawn-shape.ts';
import type { Database } from '../database/database.ts';
import { totalAreaM2 } from '../geometry/area.ts';
import { checkCoverage } from '../geometry/coverage.ts';
import { toGeoJson } from '../geometry/geojson.ts';
import type { MultiPolygon } from '../geometry/polygon.ts';
import { decodeMultiPolygon, encodeMultiPolygon } from '../geometry/wkb.ts';
import type { LiveFeed } from '../live/feed.ts';
import { countInside } from './inside-repository.ts';
import { areasNear, insertZone, moveEnd, type ZoneRow, zoneById, zonesOf } from './repository.ts';

/** Where one must not go is everybody's to know. */
export const ZONE_READERS: readonly Role[] = ANY_ROLE;
export const ZONE_DRAWERS: readonly Role[] = ['dispatcher'];
/** Whose events are counted inside. */
const EVENT_ROLES: readonly Role[] = ['viewer', 'worker', 'dispatcher', 'auditor'];
/** What rounding of corners may put beyond a border. */
const BEYOND_M2 = 1;
const LONGEST_MS = 366 * 86_400_000;

export interface ZoneDeps {
  db: Database;
  live: LiveFeed;
  clock: () => Date;
}

export class ZonesService {
  readonly #deps: ZoneDeps;

  constructor(deps: ZoneDeps) {
    this.#deps = deps;
  }

  /** In force at the instant, default now, with what lies inside at that instant. Throws `area-forbidden`. */
  async list(caller: Caller, area: string, at: Date | null): Promise<Zone[]> {
    assertMay(caller, ZONE_READERS, area);
    const rows = await zonesOf(this.#deps.db, area, at ?? this.#deps.clock());
    const zones: Zone[] = [];
    for (const row of rows) zones.push(await this.#view(caller, row, at));
    return zones;
  }

  /**
   * Throws `geometry-invalid` (not a shape, or `outside-county`: in no county, or over the border of one), `area-forbidden`,
   * `period-invalid` (ended before it begins or by now, or longer than a year), `body-invalid`.
   */
  async draw(caller: Caller, body: NewZone): Promise<Zone> {
    const { db, clock } = this.#deps;
    const { kind } = body;
    const [name, reason] = [wordsOf(body.name, '/name'), wordsOf(body.reason, '/reason')];
    const now = clock();
    const from = body.from === undefined ? now : new Date(body.from);
    const until = new Date(body.until);
    assertPeriod(from, until, now);
    const shape = drawnShape(body.geometry);
    const wkb = encodeMultiPolygon(shape, 'degrees');
    const area = smallestHolder(shape, await areasNear(db, wkb, now));
    if (area === null) throw invalidShape('outside-county');
    assertMay(caller, ZONE_DRAWERS, area);
    const row = await db.transaction(async (tx) => {
      const made = await insertZone(tx, { area, kind, name, reason, from, until, by: caller.actor, wkb });
      const detail = { kind, name, reason, from, until, areaM2: Math.round(totalAreaM2(shape)) };
      const target = String(made.id);
      await audit(tx, { actor: caller.actor, action: 'zone.draw', target, area, detail, at: now });
      return made;
    });
    await this.#tell(row);
    return this.#view(caller, row, null);
  }

  /**
   * Moves the end, earlier or later; an instant that is over means now. Throws `zone-unknown`, `area-forbidden`, `zone-ended`,
   * `period-invalid`, `body-invalid`.
   */
  async end(caller: Caller, id: number, body: ZoneEnd): Promise<Zone> {
    const { db, clock } = this.#deps;
    const known = await zoneById(db, id);
    if (known === null) throw new Refusal('zone-unknown', { id });
    const { area } = known;
    assertMay(caller, ZONE_DRAWERS, area);
    const reason = wordsOf(body.reason, '/reason');
    const at = clock();
    const said = new Date(body.until);
    const until = said < at ? at : said;
    if (until.getTime() - known.from.getTime() > LONGEST_MS) throw invalidPeriod('too-long');
    const row = await db.transaction(async (tx) => {
      const moved = await moveEnd(tx, id, { until, by: caller.actor, reason, at });
      if (moved === null) throw new Refusal('zone-ended', { id });
      const detail = { reason, was: known.until, until: moved.until };
      await audit(tx, { actor: caller.actor, action: 'zone.end', target: String(id), area, detail, at });
      return moved;
    });
    await this.#tell(row);
    return this.#view(caller, row, null);
  }

  async #view(caller: Caller, row: ZoneRow, at: Date | null): Promise<Zone> {
    const { wkb, from, until, ...said } = row;
    const shape = decodeMultiPolygon(wkb, 'degrees');
    const inside = await countInside(this.#deps.db, {
      ...{ county: row.county, wkb, at: at ?? this.#deps.clock(), isNow: at === null },
      areas: areasOf(caller, EVENT_ROLES),
    });
    return {
      ...said,
      geometry: toGeoJson(shape),
      from: from.toISOString(),
      until: until.toISOString(),
      inside: { ...inside, areaM2: Math.round(totalAreaM2(shape) * 10) / 10 },
    };
  }

  async #tell({ area, id }: ZoneRow): Promise<void> {
    await this.#deps.live.tell('zone', area, { area, id } satisfies AreaNews);
  }
}

/** The smallest comes first. */
function smallestHolder(shape: MultiPolygon, areas: readonly { code: string; wkb: Uint8Array }[]): string | null {
  for (const { code, wkb } of areas) {
    const universe = decodeMultiPolygon(wkb, 'degrees');
    if (checkCoverage({ grids: [{ code, polygons: shape }], universe }).outsideM2 <= BEYOND_M2) return code;
  }
  return null;
}

function assertPeriod(from: Date, until: Date, now: Date): void {
  if (until <= from || until <= now) throw invalidPeriod('ended');
  if (until.getTime() - from.getTime() > LONGEST_MS) throw invalidPeriod('too-long');
}

function invalidPeriod(why: string): Refusal {
  return new Refusal('period-invalid', { why }, { errors: [{ pointer: '/until', code: why }] });
}

function wordsOf(text: string, pointer: string): string {
  const words = text.trim();
  if (words !== '') return words;
  throw new Refusal('body-invalid', {}, { errors: [{ pointer, code: 'blank' }] });
}
