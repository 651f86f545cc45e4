/** Communities of which a lawful plan is known and hidden: one is found, and no proof ever says that there is none. */
import { describe, expect, it } from 'vitest';
import { checkProposal } from '../../../server/partition/checker/check-proposal.ts';
import { checkArea } from '../../../server/partition/proofs/check.ts';
import { lawfulGridWith } from '../../../server/partition/proofs/no-grid.ts';
import { proposeAtOnce } from '../../../server/partition/propose.ts';
import { workAreas } from '../../../server/partition/work-areas.ts';
import { requestFor } from '../../support/partition/lattice-graph.ts';
import { planted } from '../../support/partition/planted.ts';
import { testCounty } from '../../support/partition/test-county.ts';
import { mulberry32 } from '../../support/random.ts';

const STANDARDS = [
  { min: 150, max: 400 },
  { min: 200, max: 400 },
  { min: 250, max: 350 },
  { min: 150, max: 200 },
];
const SETS = 2000;

describe('communities with a hidden lawful plan', () => {
  const county = testCounty({ seed: 51, across: 3, down: 2 });
  for (const standard of STANDARDS) {
    it(`are divided lawfully, ${standard.min} to ${standard.max}`, () => {
      county.forEach((community, i) => {
        const { graph } = planted(community, standard, i % 2 === 0 ? 'growth' : 'nearest', mulberry32(i));
        const request = requestFor(graph, standard);
        const proposal = proposeAtOnce(request);
        expect([proposal.certificate.unavoidable, proposal.certificate.undecided]).toEqual([[], []]);
        expect(checkProposal(request, proposal, false)).toEqual([]);
        for (const area of workAreas(request, false).areas) {
          expect(checkArea(area, standard)).toEqual([]);
          for (let v = 0; v < area.nodeCount; v++) {
            if (area.weight[v] !== 0) expect(lawfulGridWith(area, v, standard, SETS).kind).not.toBe('none');
          }
        }
      });
    });
  }
});
