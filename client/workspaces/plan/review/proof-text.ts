/** A proof in words with its numbers, as a reviewer reads it. */
import type { PlanStandard } from '../../../../server/contract/plans.ts';
import type { Proof } from '../../../../server/partition/proofs/proof.ts';
import { number } from '../../../state/language.ts';
import { tl } from '../life-words.ts';

/** What stands on a cell; null: nobody knows. */
export type PlaceName = (cell: number) => string | null;

function placeText(cells: readonly number[], nameOf: PlaceName): string {
  const first = (cells[0] === undefined ? null : nameOf(cells[0])) ?? tl('proof.somewhere');
  return cells.length > 1 ? tl('proof.more', { first, count: cells.length }) : first;
}

function mainText(proof: Proof, { min, max }: PlanStandard, nameOf: PlaceName): string {
  const place = placeText(proof.cells, nameOf);
  switch (proof.kind) {
    case 'oversized':
      return tl('proof.oversized', { place, households: proof.households, max });
    case 'no-count':
      return tl('proof.no-count', { households: proof.households, min, max, least: proof.least });
    case 'pocket': {
      const { sides, least } = proof;
      if (sides.length === 1)
        return tl('proof.pocketTower', { place, households: sides[0]?.households ?? 0, min, max, least });
      return tl('proof.pocket', {
        place,
        sides: sides.length,
        list: sides.map(({ households }) => number(households)),
        least,
      });
    }
    case 'no-grid':
      return tl('proof.no-grid', { place, sets: proof.sets, min, max });
  }
}

/** `gridName`: of a grid by its code. */
export function proofText(
  proof: Proof,
  standard: PlanStandard,
  nameOf: PlaceName,
  gridName: (code: string) => string,
): string {
  const conditions = [
    proof.whileFixed.length === 0 ? null : tl('proof.whileFixed', { list: proof.whileFixed.map(gridName) }),
    proof.whilePinned ? tl('proof.whilePinned') : null,
  ];
  return [mainText(proof, standard, nameOf), ...conditions.filter((one) => one !== null)].join(' ');
}

const KINDS: readonly string[] = ['oversized', 'no-count', 'pocket', 'no-grid'];
/** A certificate keeps proofs as plain records; a kind this client does not know has no words. */
export const isProof = (record: Record<string, unknown>): boolean =>
  KINDS.includes(String(record.kind)) && Array.isArray(record.cells);
