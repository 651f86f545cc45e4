/** Several answers to the same question, side by side: which of the plan's proposals belong in one table. Pure. */
import type { PlanProposal } from '../../../server/contract/plan-proposals.ts';
import { type Figures, offerFigures, sumOf } from './proposal-figures.ts';

export interface Column {
  readonly proposal: PlanProposal;
  readonly figures: Figures;
}

/** Methods that answer a whole question; the table has at most one column of each, in this order. */
const METHODS = ['least-change', 'balanced', 'best-shape', 'fix-all', 'afresh'] as const;

const places = ({ offers }: PlanProposal): string[] => [...new Set(offers.map(({ community }) => community))].sort();

/**
 * Newest of each method that was asked with the standard of `shown` for the same communities, and that is done. `isCurrent`:
 * the plan has not been changed since.
 */
export function comparable(
  all: readonly PlanProposal[],
  shown: PlanProposal,
  isCurrent: (proposal: PlanProposal) => boolean,
): readonly Column[] {
  const wanted = places(shown).join(' ');
  const fits = (one: PlanProposal): boolean =>
    one.state === 'done' &&
    one.standard.min === shown.standard.min &&
    one.standard.max === shown.standard.max &&
    places(one).join(' ') === wanted &&
    isCurrent(one);
  return METHODS.flatMap((method) => {
    const found = all.find((one) => one.method === method && fits(one));
    if (found === undefined) return [];
    const offers = found.offers.filter(({ option }) => option === 0);
    return [{ proposal: found, figures: sumOf(offers.map(offerFigures)) }];
  });
}
