/** The integer program that the engine is measured against, itself against every division of small graphs. */
import highs from 'highs';
import { describe, expect, it } from 'vitest';
import { lawfulDivisions } from '../../support/partition/enumeration.ts';
import { lpText } from '../../support/partition/ilp-model.ts';
import { latticeGraph } from '../../support/partition/lattice-graph.ts';
import { between, mulberry32 } from '../../support/random.ts';

const CASES = 24;

describe('the integer program', () => {
  it('finds the cheapest division into so many parts, and none where there is none', async () => {
    const solver = await highs();
    const random = mulberry32(8);
    const seen = { found: 0, none: 0 };
    for (let i = 0; i < CASES; i++) {
      const rows = Array.from({ length: 2 }, () => Array.from({ length: 4 }, () => between(random, 0, 30)));
      const graph = latticeGraph(rows);
      const standard = { min: 20, max: between(random, 40, 60) };
      const parts = between(random, 2, 3);
      const edges = Array.from(graph.arcs.left, (a, arc) => ({
        a,
        b: graph.arcs.right[arc]!,
        cost: between(random, 0, 20),
      }));
      let best = Infinity;
      for (const division of lawfulDivisions(graph, standard)) {
        if (division.length !== parts) continue;
        const cost = edges
          .filter(({ a, b }) => division.some((part) => ((part >> a) & 1) !== ((part >> b) & 1)))
          .reduce((sum, edge) => sum + edge.cost, 0);
        best = Math.min(best, cost);
      }
      const small = { households: [...graph.cells.households], edges };
      const solution = solver.solve(lpText(small, standard, parts, 1000));
      if (best === Infinity) {
        expect(solution.Status).toBe('Infeasible');
        seen.none++;
        continue;
      }
      expect(solution.ObjectiveValue).toBeCloseTo(best, 5);
      expect(solver.solve(lpText(small, standard, parts, best - 0.5)).Status).toBe('Infeasible');
      seen.found++;
    }
    expect(Math.min(seen.found, seen.none)).toBeGreaterThan(3);
  });
});
