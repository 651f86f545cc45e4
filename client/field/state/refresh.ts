/** Fetches what the page lives on: first who asks and their duty, then events and their cards, then what seldom changes. */
import { signal } from '@preact/signals';
import type { EventRow } from '../../../server/contract/events.ts';
import type { PlaceFeature } from '../../../server/contract/places.ts';
import type { BaseFeature } from '../../api/atlas.ts';
import { listUnits, readDictionary, readEventSettings } from '../../api/event-rules.ts';
import { readEvent } from '../../api/events.ts';
import { pages } from '../../api/pages.ts';
import * as api from '../api.ts';
import { boundsOf } from './ground.ts';
import { homeArea, homeCounty, login, ownGrids, worker } from './me.ts';
import * as parts from './parts.ts';
import { concernsMe } from './tasks.ts';

export const refreshing = signal(false);
/** Whether the last question reached the service. */
export const reached = signal<boolean | null>(null);

/** Cards kept for work without network; more are fetched when they are opened. */
const MOST_CARDS = 60;
/** What seldom changes is asked for again after this. */
const SLOW_MS = 10 * 60_000;

let again = false;

export async function refresh(force = false): Promise<void> {
  const name = login.peek();
  if (name === null) return;
  // what is under way may have been answered before what is asked for now
  again = refreshing.peek();
  if (again) return;
  refreshing.value = true;
  const wanted = () => login.peek() === name;
  try {
    await parts.duty.fetch(name, api.readDuty, wanted);
    reached.value = parts.duty.problem.peek()?.code !== 'service-unreachable';
    const area = homeArea.peek();
    if (!reached.peek() || area === null || !wanted()) return;
    await Promise.all([refreshEvents(name, area, wanted), refreshGround(name, area, force, wanted)]);
  } finally {
    refreshing.value = false;
    if (again) void refresh();
  }
}

async function refreshEvents(name: string, area: string, wanted: () => boolean): Promise<void> {
  const county = homeCounty.peek()!;
  await parts.myUnits.fetch(
    name,
    async () => (await listUnits(county)).filter(({ members }) => members.includes(name)).map(({ code }) => code),
    wanted,
  );
  const rows = await parts.rows.fetch(name, () => allRows(name, area), wanted);
  if (rows === null || !wanted()) return;
  const before = parts.cards.now.peek()?.value ?? {};
  const close = rows.filter(concernsMe).slice(0, MOST_CARDS);
  await parts.cards.fetch(
    name,
    async () => {
      const found: Record<string, parts.KeptCard> = {};
      for (const row of close) {
        const known = before[row.id];
        const same = known?.card.event.version === row.version && known.card.photos.length === row.photos;
        found[row.id] = same ? known : await readEvent(row.id);
      }
      return found;
    },
    wanted,
  );
}

async function allRows(name: string, area: string): Promise<EventRow[]> {
  const [around, mine] = await Promise.all([api.readTasks(area), api.readMine(name)]);
  return [...new Map([...mine.events, ...around.events].map((row) => [row.id, row])).values()];
}

/** A card that is opened, fetched anew. */
export async function refreshCard(id: string): Promise<void> {
  const name = login.peek();
  if (name === null) return;
  await parts.cards.fetch(name, async () => {
    const fresh = await readEvent(id);
    return { ...parts.cards.now.peek()?.value, [id]: fresh };
  });
}

const isOld = (part: { now: { peek(): { at: number } | null } }): boolean =>
  Date.now() - (part.now.peek()?.at ?? 0) > SLOW_MS;

async function refreshGround(name: string, area: string, force: boolean, wanted: () => boolean): Promise<void> {
  const county = area.slice(0, 6);
  const own = ownGrids.peek();
  const slow: Promise<unknown>[] = [];
  if (force || isOld(parts.categories))
    slow.push(
      parts.categories.fetch(
        name,
        async () => (await readDictionary((await readEventSettings(county)).dictionary)).categories,
        wanted,
      ),
    );
  if (force || isOld(parts.gridsAround))
    slow.push(parts.gridsAround.fetch(name, async () => (await api.readGridsOf(area)).features, wanted));
  if (worker.peek() !== null) {
    slow.push(parts.unvisited.fetch(name, async () => (await api.readUnvisited(area)).places, wanted));
    slow.push(parts.looks.fetch(name, async () => (await api.readLooks(worker.peek()!.id)).looks, wanted));
    if (force || isOld(parts.colleagues))
      slow.push(parts.colleagues.fetch(name, async () => (await api.readWorkers(area)).workers, wanted));
  }
  if (own.length > 0 && (force || isOld(parts.buildings)))
    slow.push(parts.buildings.fetch(name, () => buildingsOf(area, own), wanted));
  await Promise.all(slow);
  const around = parts.gridsAround.now.peek()?.value.filter(({ id }) => own.includes(id)) ?? [];
  if (around.length === 0 || !wanted() || !(force || isOld(parts.base))) return;
  const bbox = boundsOf(
    around.map(({ geometry }) => geometry),
    120,
  ).join(',');
  await parts.base.fetch(
    name,
    async () => {
      const found = [];
      for await (const page of pages<BaseFeature>('/api/base', { area: county, bbox, limit: 2000 }, undefined, 4000))
        found.push(...page);
      return found;
    },
    wanted,
  );
}

async function buildingsOf(area: string, grids: readonly string[]): Promise<parts.Building[]> {
  const found: parts.Building[] = [];
  for (const grid of grids) {
    const query = { area, grid, kind: 'building', footprints: true, limit: 2000 };
    for await (const page of pages<PlaceFeature>('/api/places', query, undefined, 4000))
      for (const { properties, geometry, footprint = null } of page) {
        const [lon, lat] = geometry.coordinates as [number, number];
        const { code, name, address, households } = properties;
        found.push({ code, name: name ?? address ?? code, grid: properties.grid, lon, lat, households, footprint });
      }
  }
  return found;
}
