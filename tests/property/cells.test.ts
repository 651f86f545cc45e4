/**
 * Random blocks with whatever goes wrong with data: lines that cross, dangle and double, grounds with holes, grids with gaps and
 * overlaps, plans that overlap and stand across lines. The build's own assertions judge; what they cannot see is looked at here.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCoverage } from '../../server/geometry/coverage.ts';
import { arcTurns } from '../../server/partition/cells/arc-turns.ts';
import { buildCells } from '../../server/partition/cells/build-cells.ts';
import type { Barrier, BarrierKind, Building, CellsInput } from '../../server/partition/cells/cells-input.ts';
import { outlines } from '../../server/partition/cells/outlines.ts';
import { at, compound, grid, line, type Metres, opening, rectangle, scene } from '../support/cell-scene.ts';
import { between, mulberry32, type Random, shuffle } from '../support/random.ts';
import { syntheticDistrict } from '../support/synthetic-district.ts';

const KINDS: readonly BarrierKind[] = ['main-road', 'minor-road', 'plot', 'water', 'rail', 'wall'];

function randomGround(seed: number): CellsInput {
  const random = mulberry32(seed);
  const hole = random() < 0.3 ? [opening(80, 40, 120, 60)] : [];
  const cut = between(random, 60, 140);
  const slip = random() < 0.5 ? 0 : (random() - 0.5) * 4;
  return scene({
    parent: [[rectangle(0, 0, 200, 100), ...hole]],
    barriers: Array.from({ length: between(random, 0, 8) }, () => randomBarrier(random)),
    compounds: Array.from({ length: between(random, 0, 3) }, (_, i) => {
      const [x, y] = [between(random, 5, 120), between(random, 5, 60)];
      return compound(
        `K${i}`,
        rectangle(x, y, x + between(random, 10, 70), y + between(random, 10, 35)),
        random() < 0.3,
      );
    }),
    today:
      hole.length > 0 || random() < 0.2
        ? []
        : [
            grid('G1', line([0, 0], [cut, 0], [cut + 7.3, 100], [0, 100])),
            grid('G2', line([cut + slip, 0], [200, 0], [200, 100], [cut + 7.3 + slip, 100])),
          ],
    buildings: Array.from({ length: between(random, 0, 25) }, (_, i) =>
      randomBuilding(random, `B${String(i).padStart(2, '0')}`),
    ),
  });
}

function randomBarrier(random: Random): Barrier {
  const points: Metres[] = [[between(random, -10, 210), between(random, -10, 110)]];
  for (let i = between(random, 1, 4); i > 0; i--) {
    const [x, y] = points[points.length - 1]!;
    points.push(
      random() < 0.3 ? [x, between(random, -10, 110)] : [x + between(random, -90, 90), y + between(random, -60, 60)],
    );
  }
  return { points: line(...points), kind: KINDS[between(random, 0, 5)]!, hard: random() < 0.2 };
}

function randomBuilding(random: Random, id: string): Building {
  const [x, y] = [between(random, -5, 2050) / 10, between(random, -5, 1030) / 10];
  const households = random() < 0.1 ? -1 : between(random, 0, 80);
  if (random() < 0.3) return { id, point: at(x, y), footprint: null, households };
  const [w, h, turn] = [2 + random() * 18, 2 + random() * 8, random() * 3];
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const plan = [
    [-w, -h],
    [w, -h],
    [w, h],
    [-w, h],
  ].map(([p, q]): Metres => [x + p! * c - q! * s, y + p! * s + q! * c]);
  return { id, point: at(x, y), footprint: [[line(...plan)]], households };
}

const seeds = fc.integer({ min: 1, max: 1_000_000 });

describe('cells of random ground', () => {
  it('stand every assertion of the build, and are a coverage for the coverage check too', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const input = randomGround(seed);
        const layer = buildCells(input);
        const shapes = outlines(layer, arcTurns(layer), Int32Array.from(layer.cells.keys()));
        const grids = layer.cells.map(({ id }, cell) => ({ code: id, polygons: shapes.get(cell)! }));
        const { findings } = checkCoverage({ grids, minAreaM2: 0, mouthM: 0 });
        // Without a universe the hole of the ground is a place without a cell: `missing-cell` or `gap-enclosed`.
        const holes = input.parent[0]!.length - 1;
        const faults = findings.map(({ kind }) => kind).filter((kind) => kind !== 'enclave');
        expect(faults).toHaveLength(holes);
      }),
      { seed: 20261125, numRuns: 60 },
    );
  });

  it('have the same name in any order', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const input = randomGround(seed);
        const random = mulberry32(seed + 1);
        const mixed: CellsInput = {
          ...input,
          barriers: shuffle(random, [...input.barriers]),
          compounds: shuffle(random, [...input.compounds]),
          today: shuffle(random, [...input.today]),
          buildings: shuffle(random, [...input.buildings]),
        };
        const [one, other] = [buildCells(input), buildCells(mixed)];
        expect(other.hash).toBe(one.hash);
        expect(other.report).toEqual(one.report);
      }),
      { seed: 20261126, numRuns: 20 },
    );
  });

  it('give any assignment seamless outlines of the whole ground', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const layer = buildCells(randomGround(seed));
        const random = mulberry32(seed + 2);
        const slots = Int32Array.from(layer.cells, () => between(random, 0, 3));
        const shapes = outlines(layer, arcTurns(layer), slots);
        const grids = [...shapes].map(([slot, polygons]) => ({ code: `G${slot}`, polygons }));
        const { findings } = checkCoverage({ grids, minAreaM2: 0, mouthM: 0 });
        expect(findings.filter(({ kind }) => kind === 'overlap' || kind === 't-junction')).toEqual([]);
      }),
      { seed: 20261127, numRuns: 30 },
    );
  });
});

describe('cells of a made-up district', () => {
  it('hold every building once, with plans and without', () => {
    for (const points of [0, 0.5, 1]) {
      for (const input of syntheticDistrict({ seed: 5, cols: 1, rows: 1, points })) {
        const layer = buildCells(input);
        expect(layer.cells.flatMap(({ places }) => places).sort()).toEqual(input.buildings.map(({ id }) => id).sort());
      }
    }
  });
});
