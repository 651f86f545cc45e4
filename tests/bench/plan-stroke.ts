/**
 * One stroke of the brush in a plan of a whole county (≥ 2,000 grids, ≥ 28,000 cells), on one thread: from the place of the
 * brush to everything a screen shows. Twice: what is due in the frame (cells hit, preview, operation, numbers, parts, the list of
 * problems), and with the grids of the community dissolved anew and their coverage check kept up. Undo likewise.
 * Gate: afterwards all numbers are those of a fresh count, and the log replayed gives the same bytes.
 */
import { pathToFileURL } from 'node:url';
import { buildCells } from '../../server/partition/cells/build-cells.ts';
import { bandOf } from '../../server/partition/plan/band.ts';
import { assignBody } from '../../server/partition/plan/bodies.ts';
import type { CommunityPlan } from '../../server/partition/plan/community-plan.ts';
import { DerivedShapes } from '../../server/partition/plan/derived-shapes.ts';
import { EditedPlan } from '../../server/partition/plan/edited-plan.ts';
import { brushed } from '../../server/partition/plan/gestures.ts';
import { PlanFinder } from '../../server/partition/plan/plan-finder.ts';
import { PlanLog } from '../../server/partition/plan/plan-log.ts';
import { previewStroke } from '../../server/partition/plan/preview.ts';
import { PlanProblems } from '../../server/partition/plan/problems.ts';
import { startState } from '../../server/partition/plan/start-state.ts';
import { slotRecord } from '../support/partition/plan-scene.ts';
import { between, mulberry32, type Random } from '../support/random.ts';
import { syntheticDistrict } from '../support/synthetic-district.ts';
import { type BenchRow, median, milliseconds, mustAgree, quantile, table } from './protocol.ts';

const SEED = 404;
const STROKES = 600;
const BRUSH_M = 15;
const STANDARD = { min: 150, max: 400 };

export async function run(): Promise<BenchRow[]> {
  const inputs = syntheticDistrict({ seed: SEED, cols: 23 });
  const layers = new Map(inputs.map((input) => [input.community, buildCells(input)]));
  const records = new Map(inputs.flatMap(({ today }) => today.map(({ code }) => [code, slotRecord(code)] as const)));
  const snapshot = { seq: 0, communities: [...layers.values()].map((layer) => startState(layer, records)) };
  const layerOf = (code: string) => layers.get(code);
  let plan = new EditedPlan(snapshot, layerOf);
  const openMs = milliseconds(() => {
    plan = new EditedPlan(snapshot, layerOf);
  });
  const cells = [...layers.values()].reduce((sum, layer) => sum + layer.cells.length, 0);
  mustAgree('a county of 28,000 cells', Math.max(0, 28_000 - cells));
  mustAgree('a county of 2,000 grids', Math.max(0, 2000 - records.size));
  const log = new PlanLog(plan);
  const finder = new PlanFinder(plan);
  const problems = new PlanProblems(plan, { grid: STANDARD, micro: null });
  problems.list();
  const shapes = new Map<string, DerivedShapes>();
  const random = mulberry32(SEED);
  const [strokes, whole, undos, firsts]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let i = 0; i < STROKES; i++) {
    const community = pick(random, [...plan.communities.values()]);
    const author = { ref: `stroke-${i}`, actor: 'planner', at: '2026-11-26T08:00:00Z' };
    if (!shapes.has(community.code)) {
      firsts.push(
        milliseconds(() => {
          finder.finder(community.code);
          shapes.set(community.code, new DerivedShapes(community));
        }),
      );
    }
    const kept = shapes.get(community.code)!;
    const { way, slot } = strokeAcross(community, random);
    const inFrame = milliseconds(() => {
      const hit = brushed(finder.finder(community.code)!, way, BRUSH_M);
      previewStroke(community, 'grid', hit, slot);
      const body = assignBody(community, 'grid', hit, slot);
      if (body === null) return;
      log.do(body, author);
      look(community, problems, body.before.from, slot);
    });
    const after = milliseconds(() => kept.update());
    strokes.push(inFrame);
    whole.push(inFrame + after);
    const of = log.undoOf('planner');
    if (i % 3 !== 0 || of === null) continue;
    undos.push(
      milliseconds(() => {
        const result = log.undo(of, author);
        if ('refusal' in result) return;
        for (const touched of result.touched) {
          const undone = plan.communities.get(touched.community)!;
          look(
            undone,
            problems,
            [...touched.grid].flatMap((one) => [one, 1]),
            slot,
          );
          shapes.get(touched.community)!.update();
        }
      }),
    );
  }
  mustAgree('numbers and a fresh count', differences(plan, new EditedPlan(plan.snapshot(), layerOf)));
  const replayed = new PlanLog(new EditedPlan(snapshot, layerOf));
  for (const entry of log.entries) replayed.replay(entry);
  const isSame = JSON.stringify(replayed.plan.snapshot()) === JSON.stringify(plan.snapshot());
  mustAgree('the log replayed', isSame ? 0 : 1);
  const told = (values: readonly number[]): string =>
    `median ${median(values).toFixed(2)}, worst ${Math.max(...values).toFixed(1)}`;
  const size = `${cells} cells, ${records.size} grids, ${strokes.length} strokes of a 15 m brush`;
  return [
    {
      name: 'a stroke, numbers and problems: 99th percentile, ms',
      ratio: quantile(strokes, 0.99),
      target: '≤ 16',
      note: `${told(strokes)}; ${size}`,
    },
    {
      name: 'a stroke, grids and coverage check too: 99th percentile, ms',
      ratio: quantile(whole, 0.99),
      target: '≤ 16',
      note: told(whole),
    },
    {
      name: 'its undo, all of that: 99th percentile, ms',
      ratio: quantile(undos, 0.99),
      target: '≤ 16',
      note: told(undos),
    },
    { name: 'the first look at a community, ms', ratio: median(firsts), target: '–', note: told(firsts) },
    { name: 'opening the plan of the county, ms', ratio: openMs, target: '–', note: 'cells as they are, no shapes' },
  ];
}

/** What a panel asks for after a stroke. */
function look(community: CommunityPlan, problems: PlanProblems, from: readonly number[], slot: number): number {
  const { slots, numbers } = community.divisions.grid;
  let sum = 0;
  for (const one of new Set([...from.filter((_, i) => i % 2 === 0), slot])) {
    const record = slots[one];
    const { households, compactness } = numbers.numbers(one);
    sum += compactness + numbers.parts(one).length + (record ? bandOf(record, households, STANDARD).needs : 0);
  }
  problems.forget(community.code);
  return sum + problems.list().length;
}

/** From a cell over some of its neighbours, in the colour of a grid near by. */
function strokeAcross(community: CommunityPlan, random: Random): { way: number[]; slot: number } {
  const { ground, slotOf } = community.divisions.grid.numbers;
  const { cells } = community.layer;
  let cell = between(random, 0, cells.length - 1);
  const slot = slotOf[cell]!;
  const way = [cells[cell]!.x, cells[cell]!.y];
  for (let step = between(random, 1, 3); step > 0; step--) {
    const [from, to] = [ground.start[cell]!, ground.start[cell + 1]!];
    if (to === from) break;
    cell = ground.to[between(random, from, to - 1)]!;
    way.push(cells[cell]!.x, cells[cell]!.y);
  }
  return { way, slot };
}

function differences(one: EditedPlan, other: EditedPlan): number {
  let count = 0;
  for (const [code, community] of one.communities) {
    const { slots, numbers } = community.divisions.grid;
    const fresh = other.communities.get(code)!.divisions.grid.numbers;
    for (const slot of slots.keys()) {
      const [kept, counted] = [numbers, fresh].map((n) => JSON.stringify([n.numbers(slot), n.parts(slot)]));
      if (kept !== counted) count++;
    }
  }
  return count;
}

function pick<T>(random: Random, items: readonly T[]): T {
  return items[between(random, 0, items.length - 1)]!;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.log(table(await run()));
