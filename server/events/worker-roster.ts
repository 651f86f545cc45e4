/**
 * Whom an event can be sent to beside units: workers with that role over its area. Who answers for its grid comes first, then those
 * of the community, the town, the county. A post names its holder and no login: a name that two of the roster have points at
 * neither of them.
 */
import { assertMay, type Caller } from '../access/caller.ts';
import type { EventWorker } from '../contract/events.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import type { PublishedMaps } from '../locate/published-maps.ts';
import { DISPATCHERS } from './roles.ts';
import { levelOf } from './rules/levels.ts';
import { groundOf, type RosterRow, workersOver } from './worker-repository.ts';

export class WorkerRoster {
  readonly #db: Database;
  readonly #maps: PublishedMaps;

  constructor(db: Database, maps: PublishedMaps) {
    this.#db = db;
    this.#maps = maps;
  }

  /** Throws `event-unknown`, `area-forbidden`. */
  async of(caller: Caller, id: string): Promise<EventWorker[]> {
    const ground = await groundOf(this.#db, id);
    if (ground === undefined) throw new Refusal('event-unknown', { id });
    assertMay(caller, DISPATCHERS, ground.area);
    const grid = this.#maps.county(ground.county)?.grids.find(({ code }) => code === ground.grid);
    const posts = [grid?.worker?.name, grid?.leader?.name].filter((name) => name !== undefined);
    return nearestFirst(await workersOver(this.#db, ground.area), posts);
  }
}

/** `posts`: names of who answers for the grid, the worker before the leader. Rows come by area, the innermost first. */
function nearestFirst(rows: readonly RosterRow[], posts: readonly string[]): EventWorker[] {
  const byName = (name: string): RosterRow[] => rows.filter((row) => row.name === name);
  const answering = new Set([...new Set(posts)].map(byName).flatMap((found) => (found.length === 1 ? found : [])));
  const rest = rows
    .filter((row) => !answering.has(row))
    .sort((a, b) => b.over.length - a.over.length || a.name.localeCompare(b.name, 'zh-CN'));
  return [
    ...[...answering].map(({ login, name }): EventWorker => ({ login, name, near: 'grid' })),
    ...rest.map(({ login, name, over }): EventWorker => ({ login, name, near: levelOf(over) })),
  ];
}
