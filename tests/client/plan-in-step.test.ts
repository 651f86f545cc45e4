// @vitest-environment happy-dom
/** What follows a plan stroke by stroke is what would be made of the plan afresh: rows, lists, counts, colours, borders, names. */
import type { Feature } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PlanPainter } from '../../client/map/layers/plan-painter.ts';
import { level } from '../../client/state/plan/choice.ts';
import {
  bandCounts,
  countedRows,
  followRows,
  type GridRow,
  gridCount,
  gridRows,
} from '../../client/state/plan/grid-rows.ts';
import { lastChange, noteChange, planSession } from '../../client/state/plan/opened.ts';
import { PlanSession, type Step } from '../../client/state/plan/plan-session.ts';
import { problemCount, problems } from '../../client/state/plan/problem-list.ts';
import {
  type GridFilter,
  type GridSort,
  listedGrids,
  relistedGrids,
} from '../../client/workspaces/plan/draw/grid-order.ts';
import type { PlanLevel } from '../../server/contract/plan-state.ts';
import { PlanProblems } from '../../server/partition/plan/problems.ts';
import { groundOf, planOn } from '../support/partition/plan-scene.ts';
import { randomOperation } from '../support/partition/random-operations.ts';
import { between, mulberry32, type Random } from '../support/random.ts';
import { syntheticDistrict } from '../support/synthetic-district.ts';

const STANDARD = { min: 150, max: 400 };
const STEPS = 160;
const ground = groundOf(syntheticDistrict({ seed: 12, cols: 2, rows: 1 }));
const SORTS: readonly GridSort[] = ['code', 'households', 'needs'];
const FILTERS: readonly GridFilter[] = ['all', 'under', 'in', 'over'];

const opened = (): PlanSession => {
  const { layers, footprints, start } = ground;
  return new PlanSession({ snapshot: start, layers, standard: STANDARD, earlier: [], actor: 'one', footprints });
};

/** Strokes and all else that can be done, taken back and done again now and then. */
function randomStep(session: PlanSession, random: Random, number: number): Step | null {
  const dice = random();
  if (dice < 0.25) return session.back('undo');
  if (dice < 0.35) return session.back('redo');
  const communities = [...session.plan.communities.values()];
  const body = randomOperation(communities[between(random, 0, communities.length - 1)]!, random, number);
  return body === null ? null : session.do(body);
}

/** Calls `look` after each step that changed the plan, at one level and then at the other. */
function work(seed: number, look: (session: PlanSession) => void): void {
  const random = mulberry32(seed);
  const session = opened();
  planSession.value = session;
  noteChange(null);
  let done = 0;
  for (let i = 0; i < STEPS; i++) {
    if (i === STEPS / 2) level.value = level.value === 'grid' ? 'micro' : 'grid';
    const step = randomStep(session, random, i);
    if (step === null || 'refusal' in step) continue;
    noteChange(step.touched);
    look(session);
    done++;
  }
  expect(done).toBeGreaterThan(STEPS / 3);
}

beforeEach(() => {
  level.value = 'grid';
});
afterEach(() => {
  planSession.value = null;
  vi.unstubAllGlobals();
});

const fresh = (session: PlanSession, at: PlanLevel): GridRow[] =>
  [...session.plan.communities.values()].flatMap((community) => [...countedRows(session, community, at)]);

describe.each([1, 2, 3])('after random work of seed %i', (seed) => {
  it('the rows are those of a fresh count, and those of grids that were not touched stay the same objects', () => {
    const stop = followRows();
    let before: readonly GridRow[] = [];
    let at: PlanLevel = 'grid';
    work(seed, (session) => {
      const rows = gridRows.value;
      expect(rows).toEqual(fresh(session, level.value));
      expect(gridCount.value).toBe(rows.length);
      const bands = rows.map(({ band }) => band);
      const count = (band: GridRow['band']): number => bands.filter((one) => one === band).length;
      expect(bandCounts.value).toEqual({
        in: count('in'),
        under: count('under'),
        over: count('over'),
        none: count('none'),
      });
      const [touched, ...others] = lastChange.value ?? [];
      if (touched !== undefined && others.length === 0 && !touched.layer && at === level.value) {
        const isTouched = ({ community, slot }: GridRow): boolean =>
          community === touched.community && touched[at].has(slot);
        for (const row of before) {
          const now = rows.find(({ community, slot }) => community === row.community && slot === row.slot);
          if (now?.record === row.record && !isTouched(row)) expect(now).toBe(row);
        }
      }
      before = rows;
      at = level.value;
    });
    stop();
  });

  it('the list is the one that sorting makes, in every order and of every band', () => {
    const stop = followRows();
    let before: readonly GridRow[] = [];
    const lists = new Map<string, readonly GridRow[]>();
    work(seed, () => {
      const rows = gridRows.value;
      for (const sort of SORTS) {
        for (const only of FILTERS) {
          const list = relistedGrids(lists.get(sort + only) ?? [], before, rows, { sort, only });
          expect(list).toEqual(listedGrids(rows, { sort, only }));
          lists.set(sort + only, list);
        }
      }
      before = rows;
    });
    stop();
  });

  it('the problems are those of a plan that is looked at for the first time', () => {
    work(seed, ({ plan }) => {
      const again = planOn(ground, plan.snapshot());
      const all = new PlanProblems(again, { grid: STANDARD, micro: null }).list();
      expect(problems.value).toEqual(all);
      expect(problemCount.value).toBe(all.length);
    });
  });

  it('the map is the one that a painter who comes later makes', () => {
    const frames: FrameRequestCallback[] = [];
    vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame));
    const draw = (): void => {
      for (const frame of frames.splice(0)) frame(0);
    };
    const kept = new PaintedMap();
    const painter = new PlanPainter(kept.map);
    let session: PlanSession | null = null;
    work(seed, (now) => {
      if (session !== now) painter.open(now);
      painter.paint(level.value, session === now ? lastChange.value : null);
      session = now;
      draw();
      const later = new PaintedMap();
      const other = new PlanPainter(later.map);
      other.open(now);
      other.paint(level.value, null);
      draw();
      expect(kept.told()).toEqual(later.told());
    });
  });
});

/** Feature-states and features as the library of the map keeps them. */
class PaintedMap {
  readonly #states = new Map<string, object>();
  readonly #features = new Map<string, Map<number, Feature>>();

  readonly map = {
    on: () => {},
    off: () => {},
    getZoom: () => 16,
    setFeatureState: ({ source, id }: { source: string; id: number }, state: object) => {
      this.#states.set(`${source} ${id}`, { ...this.#states.get(`${source} ${id}`), ...state });
    },
    removeFeatureState: () => this.#states.clear(),
    getSource: (name: string) => ({
      setData: ({ features }: { features: Feature[] }) => this.#features.set(name, new Map(features.map(entry))),
      updateData: ({ remove, add }: { remove: number[]; add: Feature[] }) => {
        const held = this.#features.get(name) ?? new Map<number, Feature>();
        for (const id of remove) held.delete(id);
        for (const feature of add) held.set(...entry(feature));
        this.#features.set(name, held);
      },
    }),
  } as unknown as MapLibreMap;

  /** States of features that are there. */
  told(): unknown {
    const of = (name: string): unknown[] =>
      [...(this.#features.get(name) ?? [])]
        .sort(([a], [b]) => a - b)
        .map(([id, { geometry, properties }]) => {
          return [id, geometry, properties, this.#states.get(`${name} ${id}`)];
        });
    return { cells: of('plan-cells'), arcs: of('plan-arcs'), names: of('plan-names') };
  }
}

const entry = (feature: Feature): [number, Feature] => [feature.id as number, feature];
