/** Grids dissolved from cells: seamless whatever was done to the plan, and kept up as a full check would find them. */
import { describe, expect, it } from 'vitest';
import { checkCoverage } from '../../../server/geometry/coverage.ts';
import { UNASSIGNED } from '../../../server/partition/plan/cell-ranges.ts';
import { DerivedShapes, slotCode } from '../../../server/partition/plan/derived-shapes.ts';
import { uncoveredPieces } from '../../../server/partition/plan/micro-cover.ts';
import { EIGHT_HOUSES, type Ground, groundOf, only, planOn } from '../../support/partition/plan-scene.ts';
import { randomOperation, type Wish } from '../../support/partition/random-operations.ts';
import { mulberry32 } from '../../support/random.ts';
import { syntheticDistrict } from '../../support/synthetic-district.ts';

const WISHES: readonly Wish[] = [
  'assign',
  'assign',
  'split',
  'merge',
  'bendArc',
  'bendArc',
  'moveNode',
  'moveNode',
  'cutCell',
  'uncut',
];
/** What says nothing against a seam: a grid in several parts, and one inside another. */
const ALLOWED = ['multipart', 'enclave'];

function expectSeamless(ground: Ground, seed: number, steps: number): void {
  const random = mulberry32(seed);
  const plan = planOn(ground);
  const community = only(plan);
  const kept = new DerivedShapes(community);
  for (let step = 0; step < steps; step++) {
    const body = randomOperation(community, random, step, WISHES);
    if (body === null || (body.kind === 'split' && body.args.slot === UNASSIGNED)) continue;
    const outcome = plan.apply(body);
    if ('refusal' in outcome) continue;
    const { changed } = kept.update();
    const touched = outcome.touched[0]!;
    const told = [...changed.keys()].filter((slot) => !touched.layer && !touched.grid.has(slot));
    // A node where the changed grids no longer meet may be a vertex of a third one; nothing else changes unasked.
    const { ground: contacts, slotOf } = community.divisions.grid.numbers;
    for (const slot of told) {
      const beside = community.divisions.grid.numbers
        .cellsOf(slot)
        .some((cell) =>
          contacts.to
            .subarray(contacts.start[cell]!, contacts.start[cell + 1]!)
            .some((c) => touched.grid.has(slotOf[c]!)),
        );
      expect(beside, `step ${step}: ${slot} changed though it is not beside`).toBe(true);
    }
    const grids = [...kept.shapes].map(([slot, polygons]) => ({ code: slotCode(slot), polygons }));
    const strict = checkCoverage({ grids, minAreaM2: 0, mouthM: 0 }).findings;
    expect(strict.filter(({ kind }) => !ALLOWED.includes(kind)).map(({ kind }) => kind)).toEqual([]);
    const kinds = kept.findings.map(({ kind }) => kind).filter((kind) => !ALLOWED.includes(kind));
    expect(kinds, `step ${step} ${body.kind}`).toEqual([]);
    const slots = [...community.divisions.grid.slots.keys()];
    const inPieces = slots.filter((slot) => (kept.shapes.get(slot)?.length ?? 0) > 1);
    for (const slot of inPieces) expect(community.divisions.grid.numbers.parts(slot).length).toBeGreaterThan(1);
  }
}

describe('grids derived from cells', () => {
  it('are seamless after random operations', () => {
    const small = groundOf([EIGHT_HOUSES]);
    for (let seed = 1; seed <= 6; seed++) expectSeamless(small, seed, 60);
    expectSeamless(groundOf(syntheticDistrict({ seed: 12, cols: 1, rows: 1 })), 9, 60);
  });

  it('leave a gap where cells are in no grid, and none once they are', () => {
    const plan = planOn(groundOf([EIGHT_HOUSES]));
    const community = only(plan);
    const kept = new DerivedShapes(community);
    community.divisions.grid.numbers.move(1, UNASSIGNED);
    const { added } = kept.update();
    expect(added).toHaveLength(1);
    expect(kept.findings.map(({ areaM2 }) => Math.round(areaM2!))).toEqual([2500]);
    community.divisions.grid.numbers.move(1, 1);
    expect(kept.update().gone).toEqual(added);
    expect(kept.findings).toEqual([]);
  });
});

describe('micro grids derived from cells', () => {
  const wishes: readonly Wish[] = ['micro', 'micro', 'micro', 'assign', 'split', 'merge', 'bendArc', 'moveNode'];

  it('leave open just what is listed as uncovered, kept up as a fresh look would find it', () => {
    let open = 0;
    for (let seed = 1; seed <= 5; seed++) {
      const random = mulberry32(seed);
      const plan = planOn(groundOf([EIGHT_HOUSES]));
      const community = only(plan);
      const kept = new DerivedShapes(community, 'micro');
      for (let step = 0; step < 50; step++) {
        const body = randomOperation(community, random, step, wishes);
        if (body === null || 'refusal' in plan.apply(body)) continue;
        kept.update();
        const fresh = new DerivedShapes(community, 'micro');
        expect(kept.shapes).toEqual(fresh.shapes);
        expect(kept.findings.map(({ id }) => id)).toEqual(fresh.findings.map(({ id }) => id));
        const { areaCm2 } = community.divisions.grid.numbers.ground;
        const uncovered = uncoveredPieces(community).flatMap(({ cells }) => cells);
        const wanted = uncovered.reduce((sum, cell) => sum + areaCm2[cell]! / 1e4, 0);
        const others = kept.findings.filter(({ kind }) => !ALLOWED.includes(kind));
        const told = others.reduce((sum, { areaM2 }) => sum + (areaM2 ?? 0), 0);
        // The two measure with metres of slightly different places.
        expect(Math.abs(told - wanted), `step ${step} ${body.kind}`).toBeLessThan(1 + wanted / 1000);
        open += uncovered.length;
      }
    }
    expect(open).toBeGreaterThan(50);
  });
});
