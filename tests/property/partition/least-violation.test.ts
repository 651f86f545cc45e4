/** What proofs say that any plan must violate, against every division of small graphs: never more, and mostly just that. */
import { describe, expect, it } from 'vitest';
import { checkArea } from '../../../server/partition/proofs/check.ts';
import { workAreas } from '../../../server/partition/work-areas.ts';
import { lawfulDivisions } from '../../support/partition/enumeration.ts';
import { latticeGraph, requestFor } from '../../support/partition/lattice-graph.ts';
import { between, mulberry32 } from '../../support/random.ts';

const CASES = 400;
const ANY = { min: 0, max: 1e9 };

describe('the least violation that proofs claim', () => {
  it('is never above that of the best of all divisions', () => {
    const random = mulberry32(20261126);
    const seen = { proven: 0, tight: 0, pockets: 0 };
    for (let i = 0; i < CASES; i++) {
      const max = between(random, 10, 30);
      const standard = { min: between(random, Math.ceil(max / 2), max), max };
      const weigh = () =>
        random() < 0.12 ? between(random, max + 1, 2 * max) : between(random, 0, Math.ceil(0.7 * max));
      const rows = Array.from({ length: between(random, 1, 3) }, () =>
        Array.from({ length: 3 }, (_, x) => (x > 0 && random() < 0.2 ? null : weigh())),
      );
      const graph = latticeGraph(rows);
      const { areas } = workAreas(requestFor(graph, standard), false);
      const proofs = areas.flatMap((area) => checkArea(area, standard));
      const claimed = proofs.reduce((sum, { least }) => sum + least, 0);
      let best = Infinity;
      for (const parts of lawfulDivisions(graph, ANY)) {
        const violation = parts.reduce((sum, part) => sum + outside(part, [...graph.cells.households], standard), 0);
        best = Math.min(best, violation);
      }
      expect(claimed).toBeLessThanOrEqual(best);
      seen.proven += Number(claimed > 0);
      seen.tight += Number(claimed > 0 && claimed === best);
      seen.pockets += Number(proofs.some(({ proof }) => proof.kind === 'pocket'));
    }
    expect(seen.proven).toBeGreaterThan(CASES / 10);
    expect(seen.tight).toBeGreaterThan(seen.proven / 3);
    expect(seen.pockets).toBeGreaterThan(CASES / 40);
  });
});

/** A lone tower is outside nobody's fault; what joins it is. Areas where nobody lives need no grid. */
function outside(part: number, households: readonly number[], { min, max }: { min: number; max: number }): number {
  const members = households.filter((_, cell) => (part >> cell) & 1);
  const weight = members.reduce((sum, one) => sum + one, 0);
  const towers = members.filter((one) => one > max);
  if (towers.length === 1) return weight - towers[0]!;
  return weight === 0 ? 0 : Math.max(0, min - weight, weight - max);
}
