/**
 * What the kiosk keeps of an area, made once for every state of what is published. Only what is published goes into it: grids,
 * names of buildings, and of people the name, office phone and photo of those whose register says so.
 */
import { assertMay, type Caller } from '../access/caller.ts';
import type { KioskNotice, KioskQuery } from '../contract/kiosk.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { saidHash } from '../events/said.ts';
import type { PublishedMaps } from '../locate/published-maps.ts';
import type { Publishing } from '../workers/publishing.ts';
import { atlasOf, noticeOf, polygonsOf } from './atlas.ts';
import { readInitials } from './initials.ts';
import {
  areasAround,
  communityOfGrid,
  editionNow,
  type GridRow,
  gridsOf,
  noticesAround,
  photoByHash,
  placesOf,
  putNotice,
} from './repository.ts';
import { NOTICE_WRITERS } from './roles.ts';

/** More are too many for one answer: the kiosk of a large county is that of a town. */
export const MOST_PLACES = 40_000;
/** Answers kept, of whatever areas were asked last. */
const KEPT = 40;
/** Service points so far around the grids, in degrees: more than 500 m anywhere in the country. */
const AROUND = 0.012;

export interface KioskDeps {
  db: Database;
  maps: PublishedMaps;
  publishing: Publishing;
  publicUrl: string | undefined;
}

export class KioskService {
  readonly #deps: KioskDeps;
  #version = '';
  readonly #made = new Map<string, Promise<string>>();

  constructor(deps: KioskDeps) {
    this.#deps = deps;
  }

  /** The JSON text of a KioskAtlas. Throws `area-unknown`, `grid-unknown`, `no-edition`, `locate-question-ambiguous`, `value-out-of-bounds`. */
  async atlas(query: KioskQuery): Promise<string> {
    const version = this.#deps.maps.publishedVersion();
    if (version !== this.#version) {
      this.#version = version;
      this.#made.clear();
    }
    const key = JSON.stringify([query.area, query.grid]);
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const made = this.#make(query);
    this.#made.set(key, made);
    // what went wrong may go right the next time
    made.catch(() => this.#made.get(key) === made && this.#made.delete(key));
    const [oldest] = this.#made.keys();
    if (this.#made.size > KEPT && oldest !== undefined) this.#made.delete(oldest);
    return made;
  }

  async #make({ area: asked, grid }: KioskQuery): Promise<string> {
    const { db, publicUrl } = this.#deps;
    const code = asked ?? (grid === undefined ? this.#onlyCounty() : await communityOfGrid(db, grid));
    if (code === null) throw new Refusal('grid-unknown', { code: grid });
    const areas = await areasAround(db, code);
    const area = areas.find((one) => one.code === code);
    if (area === undefined) throw new Refusal('area-unknown', { code });
    const edition = await editionNow(db, code.slice(0, 6));
    if (edition === null) throw new Refusal('no-edition', { county: code.slice(0, 6) });
    const grids = await gridsOf(db, code);
    if (grid !== undefined && !grids.some((one) => one.code === grid))
      throw new Refusal('grid-unknown', { code: grid });
    const places = await placesOf(db, code, boxAround(grids), MOST_PLACES + 1);
    if (places.length > MOST_PLACES) {
      const errors = [{ pointer: 'area', code: 'too-many-places' }];
      throw new Refusal('value-out-of-bounds', { area: code, most: MOST_PLACES }, { errors });
    }
    const notices = await noticesAround(db, code);
    const link = publicUrl ?? null;
    const rows = { area, grid: grid ?? null, edition, link, areas, notices, grids, places };
    return JSON.stringify(atlasOf(rows, await readInitials()));
  }

  #onlyCounty(): string {
    const counties = this.#deps.maps.all().map(({ countyCode }) => countyCode);
    if (counties.length === 0) throw new Refusal('no-edition', {});
    if (counties.length > 1) throw new Refusal('locate-question-ambiguous', { counties });
    return counties[0]!;
  }

  /** What the area itself says. Throws `area-unknown`. */
  async notice(area: string): Promise<KioskNotice> {
    const { db } = this.#deps;
    if (!(await areasAround(db, area)).some(({ code }) => code === area))
      throw new Refusal('area-unknown', { code: area });
    const own = (await noticesAround(db, area)).find((one) => one.area === area);
    return noticeOf(area, own?.value ?? {});
  }

  /** Throws `area-forbidden`, `area-unknown`, `body-invalid` (another area's), what `match` throws. */
  async setNotice(
    caller: Caller,
    notice: KioskNotice,
    area: string,
    match: (tag: string) => void,
  ): Promise<KioskNotice> {
    assertMay(caller, NOTICE_WRITERS, area);
    if (notice.area !== area) {
      throw new Refusal('body-invalid', {}, { errors: [{ pointer: '/area', code: 'other-area' }] });
    }
    match(noticeTag(await this.notice(area)));
    const { area: _, ...value } = notice;
    const { publishing } = this.#deps;
    const at = publishing.clock();
    await publishing.publish(async (tx) => {
      await putNotice(tx, area, value);
      const entry = { actor: caller.actor, action: 'kiosk-notice.change', target: area, area, detail: value, at };
      return { county: area.slice(0, 6), result: null, worker: null, entry };
    });
    return this.notice(area);
  }

  /** Throws `photo-unknown`. */
  async photo(name: string): Promise<{ type: string; content: Uint8Array }> {
    const photo = await photoByHash(this.#deps.db, name);
    if (photo === undefined) throw new Refusal('photo-unknown', { photo: name });
    return photo;
  }
}

export const noticeTag = (notice: KioskNotice): string => `"kiosk-${saidHash(notice)}"`;

function boxAround(grids: readonly GridRow[]): readonly [number, number, number, number] {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { geometry } of grids)
    for (const [lon = 0, lat = 0] of polygonsOf(geometry).flat(2)) {
      [west, east] = [Math.min(west, lon), Math.max(east, lon)];
      [south, north] = [Math.min(south, lat), Math.max(north, lat)];
    }
  return [west - AROUND, south - AROUND, east + AROUND, north + AROUND];
}
