/** A real town with counts that are missing and a unit that is too large, beside its official division. */
import { describe, expect, it } from 'vitest';
import { checkProposal } from '../../../server/partition/checker/check-proposal.ts';
import { USUAL_WEIGHTS } from '../../../server/partition/objective.ts';
import { proposeAtOnce } from '../../../server/partition/propose.ts';
import { evaluated } from '../../support/partition/evaluation.ts';
import { requestFor } from '../../support/partition/lattice-graph.ts';
import { TAIPEI_ABSENT, taipeiTown } from '../../support/partition/taipei-town.ts';

describe(`Taipei town${TAIPEI_ABSENT === undefined ? '' : ` (${TAIPEI_ABSENT})`}`, () => {
  const weights = { ...USUAL_WEIGHTS, border: 0.03 };

  it.skipIf(TAIPEI_ABSENT)('keeps every unit and household, and proves the one grid that is too large', () => {
    const { graph } = taipeiTown();
    const request = requestFor(graph, { min: 150, max: 400 }, { weights });
    const proposal = proposeAtOnce(request);
    expect(checkProposal(request, proposal, false)).toEqual([]);
    expect(proposal.grids.reduce((sum, { cells }) => sum + cells, 0)).toBe(567);
    expect(proposal.grids.reduce((sum, { households }) => sum + households, 0)).toBe(51_719);
    const { unavoidable, undecided } = proposal.certificate;
    expect(undecided).toEqual([]);
    expect(unavoidable.map(({ grid, proof }) => [proof.kind, proposal.grids[grid]!.households])).toEqual([
      ['oversized', 817],
    ]);
  });

  it.skipIf(TAIPEI_ABSENT)('is divided into as many grids as officially, rounder and more evenly', () => {
    const { graph, code2 } = taipeiTown();
    const standard = { min: 723, max: 1495 };
    const names = [...new Set(code2)];
    const official = evaluated(
      graph,
      code2.map((code) => names.indexOf(code)),
      standard,
    );
    expect([official.parts, official.contiguous]).toEqual([45, 45]);
    const ours = evaluated(
      graph,
      proposeAtOnce(requestFor(graph, standard, { weights, wantedGrids: 45 })).gridOf,
      standard,
    );
    expect([ours.parts, ours.inside, ours.contiguous]).toEqual([45, 45, 45]);
    expect(ours.compactness).toBeGreaterThan(official.compactness);
    const spread = (sizes: readonly number[]) => sizes.reduce((sum, one) => sum + (one - 51_719 / 45) ** 2, 0);
    expect(spread(ours.households)).toBeLessThan(spread(official.households));
  });
});
