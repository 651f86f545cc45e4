/** The engine against every division of small graphs: what it finds, what it costs, and what it says cannot be. */
import { describe, expect, it } from 'vitest';
import type { CellGraph } from '../../../server/partition/cell-graph.ts';
import { checkProposal } from '../../../server/partition/checker/check-proposal.ts';
import { USUAL_EFFORT } from '../../../server/partition/effort.ts';
import { USUAL_WEIGHTS } from '../../../server/partition/objective.ts';
import { lawfulGridWith } from '../../../server/partition/proofs/no-grid.ts';
import { proposeAtOnce } from '../../../server/partition/propose.ts';
import type { Standard } from '../../../server/partition/standard.ts';
import { workAreas } from '../../../server/partition/work-areas.ts';
import { connectedSets, costOf, lawfulDivisions, neighbourBits } from '../../support/partition/enumeration.ts';
import { latticeGraph, requestFor } from '../../support/partition/lattice-graph.ts';
import { between, mulberry32, type Random } from '../../support/random.ts';

const CASES = 120;

function smallCase(random: Random): { graph: CellGraph; standard: Standard } {
  const across = between(random, 2, 4);
  const down = between(random, 2, across === 4 ? 3 : 4);
  const max = between(random, 20, 40);
  const rows = Array.from({ length: down }, () =>
    Array.from({ length: across }, () => {
      const roll = random();
      return roll < 0.15 ? null : roll < 0.25 ? 0 : between(random, 1, Math.ceil(0.6 * max));
    }),
  );
  rows[0]![0] = between(random, 1, max);
  return { graph: latticeGraph(rows), standard: { min: Math.ceil(max * (0.5 + 0.45 * random())), max } };
}

describe('the engine on graphs small enough to try everything', () => {
  const random = mulberry32(20261125);
  const cases = Array.from({ length: CASES }, () => smallCase(random));
  const seen = { lawful: 0, proven: 0, undecided: 0 };

  it('finds a lawful division whenever there is one, within 2 % of the best', () => {
    for (const { graph, standard } of cases) {
      let best = Infinity;
      for (const parts of lawfulDivisions(graph, standard)) {
        best = Math.min(best, costOf(graph, parts, standard, USUAL_WEIGHTS));
      }
      const request = requestFor(graph, standard, { effort: { ...USUAL_EFFORT, repairRounds: 100 } });
      const proposal = proposeAtOnce(request);
      const { certificate, grids } = proposal;
      expect(checkProposal(request, proposal, false)).toEqual([]);
      if (best === Infinity) {
        expect(
          certificate.unavoidable.length + certificate.undecided.length + certificate.unassigned.length,
        ).toBeGreaterThan(0);
        seen.proven += Number(certificate.undecided.length === 0);
        seen.undecided += Number(certificate.undecided.length > 0);
        continue;
      }
      seen.lawful++;
      expect([certificate.unavoidable, certificate.undecided]).toEqual([[], []]);
      expect(grids.every(({ households }) => households >= standard.min && households <= standard.max)).toBe(true);
      expect(certificate.cost).toBeGreaterThan(best - 1e-9);
      expect(certificate.cost).toBeLessThan(1.02 * best + 1e-9);
    }
    expect(seen.lawful).toBeGreaterThan(CASES / 10);
    expect(seen.proven).toBeGreaterThan(CASES / 10);
  });

  it('says that a cell can be in no lawful grid exactly when no connected set around it is lawful', () => {
    let none = 0;
    for (const { graph, standard } of cases) {
      const bits = neighbourBits(graph);
      for (const area of workAreas(requestFor(graph, standard), false).areas) {
        for (let node = 0; node < area.nodeCount; node++) {
          const cell = area.members[area.memberStart[node]!]!;
          if (area.weight[node] === 0) continue;
          const lawful = [...connectedSets(bits, cell, -1)].some((set) => {
            const weight = graph.cells.households.reduce((sum, one, at) => sum + ((set >> at) & 1 ? one : 0), 0);
            return weight >= standard.min && weight <= standard.max;
          });
          expect(lawfulGridWith(area, node, standard, 1e6).kind).toBe(lawful ? 'lawful' : 'none');
          none += Number(!lawful);
        }
      }
    }
    expect(none).toBeGreaterThan(50);
  });
});
