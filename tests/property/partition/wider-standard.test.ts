/**
 * What a wider standard does to the best J. Every division that was lawful stays so, and nothing in J but the target knows the
 * standard: under one target the best J never gets worse. The target itself moves with the middle of the standard, so J of two
 * standards is not one scale.
 */
import { describe, expect, it } from 'vitest';
import type { CellGraph } from '../../../server/partition/cell-graph.ts';
import { USUAL_EFFORT } from '../../../server/partition/effort.ts';
import { USUAL_WEIGHTS } from '../../../server/partition/objective.ts';
import { proposeAtOnce } from '../../../server/partition/propose.ts';
import { type Standard, targetOf } from '../../../server/partition/standard.ts';
import { costOf, lawfulDivisions } from '../../support/partition/enumeration.ts';
import { latticeGraph, requestFor } from '../../support/partition/lattice-graph.ts';
import { between, mulberry32, type Random } from '../../support/random.ts';

const CASES = 80;

interface Case {
  readonly graph: CellGraph;
  readonly narrow: Standard;
  readonly wide: Standard;
}

/** No cell is above the standard: one that is costs its shape only, until the standard takes it in. */
function randomCase(random: Random): Case {
  const max = between(random, 24, 40);
  const across = between(random, 2, 4);
  const rows = Array.from({ length: between(random, 2, across === 4 ? 3 : 4) }, () =>
    Array.from({ length: across }, () => between(random, 1, Math.ceil(max / 2))),
  );
  const narrow = { min: Math.ceil(max * (0.5 + 0.3 * random())), max };
  const wide = { min: narrow.min - between(random, 0, 8), max: max + between(random, 0, 8) };
  return { graph: latticeGraph(rows), narrow, wide };
}

/** The least J of the divisions that are lawful under one standard, with the target of another; Infinity where none is. */
function bestOf(graph: CellGraph, lawful: Standard, target: Standard = lawful): number {
  let best = Infinity;
  for (const parts of lawfulDivisions(graph, lawful)) {
    best = Math.min(best, costOf(graph, parts, target, USUAL_WEIGHTS));
  }
  return best;
}

function targetIn({ cells }: CellGraph, standard: Standard): number {
  return targetOf(
    cells.households.reduce((sum, one) => sum + one, 0),
    standard,
  );
}

describe('a wider standard', () => {
  const random = mulberry32(20261130);
  const cases: Case[] = [];
  while (cases.length < CASES) {
    const one = randomCase(random);
    if (bestOf(one.graph, one.narrow) < Infinity) cases.push(one);
  }

  it('never makes the best J worse under one target, and nowhere that the target stays', () => {
    let stays = 0;
    for (const { graph, narrow, wide } of cases) {
      const best = bestOf(graph, wide);
      expect(best).toBeLessThanOrEqual(bestOf(graph, narrow, wide));
      if (targetIn(graph, narrow) !== targetIn(graph, wide)) continue;
      stays++;
      expect(best).toBeLessThanOrEqual(bestOf(graph, narrow));
    }
    expect([stays > CASES / 2, stays < CASES]).toEqual([true, true]);
  });

  it('is answered no worse than what the narrow one allowed', () => {
    let better = 0;
    for (const { graph, narrow, wide } of cases) {
      const request = requestFor(graph, wide, { effort: { ...USUAL_EFFORT, repairRounds: 100 } });
      const { cost, unavoidable, undecided } = proposeAtOnce(request).certificate;
      expect([unavoidable, undecided]).toEqual([[], []]);
      const before = bestOf(graph, narrow, wide);
      expect(cost).toBeLessThan(before + 1e-9);
      better += Number(cost < before - 1e-9);
    }
    expect(better).toBeGreaterThan(CASES / 10);
  });

  it('may move the target, and the best J with it', () => {
    const graph = latticeGraph([[10, 10, 10, 10]]);
    const narrow = { min: 18, max: 22 };
    const wide = { min: 10, max: 22 };
    expect([targetIn(graph, narrow), targetIn(graph, wide)]).toEqual([20, 40 / 3]);
    // Two grids of 20 are the best of both, but no longer what is aimed at.
    expect(bestOf(graph, wide)).toBeGreaterThan(bestOf(graph, narrow));
    expect(bestOf(graph, wide)).toBeLessThanOrEqual(bestOf(graph, narrow, wide));
  });
});
