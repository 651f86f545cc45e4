/** Why a grid outside the standard cannot be avoided, in words: the same sentences for offers, certificates and what is published. */
import type { OutsideProof } from '../../../server/contract/plan-publish.ts';
import type { Proof } from '../../../server/partition/proofs/proof.ts';
import type { Standard } from '../../../server/partition/standard.ts';
import { enPlanProof } from '../../i18n/en-plan-proof.ts';
import { zhPlanProof } from '../../i18n/zh-plan-proof.ts';
import { textsOf } from '../../state/language.ts';

const tr = textsOf(zhPlanProof, enPlanProof);

/** What stands on a cell; null: nobody knows. */
export type PlaceName = (cell: number) => string | null;

/** `gridName`: of a grid by its key or code. One sentence, then one for each cause. */
export function proofSentences(
  proof: Proof,
  standard: Standard,
  gridName: (key: string) => string,
  placeName: PlaceName = () => null,
): string[] {
  const { whileFixed, whilePinned } = proof;
  return [
    sentence(proof.kind, numbersOf(proof), standard, placeText(proof.cells, placeName)),
    ...(whileFixed.length === 0 ? [] : [tr('proof.whileFixed', { list: whileFixed.map(gridName) })]),
    ...(whilePinned ? [tr('proof.whilePinned')] : []),
  ];
}

/** As it is told before publishing: without causes, which would make it no proof. */
export const outsideSentence = ({ code, params }: OutsideProof, standard: Standard): string =>
  sentence(code, params, standard, tr('proof.here'));

function numbersOf(proof: Proof): Record<string, number> {
  switch (proof.kind) {
    case 'oversized':
      return { households: proof.households };
    case 'no-count':
      return { households: proof.households, least: proof.least };
    case 'pocket': {
      const households = proof.sides.reduce((sum, side) => sum + side.households, 0);
      return { sides: proof.sides.length, households, least: proof.least };
    }
    case 'no-grid':
      return { sets: proof.sets };
  }
}

function sentence(
  kind: Proof['kind'],
  numbers: Readonly<Record<string, number>>,
  { min, max }: Standard,
  place: string,
): string {
  const key = kind === 'pocket' && numbers.sides === 1 ? 'proof.pocketOne' : (`proof.${kind}` as const);
  return tr(key, { ...numbers, min, max, place });
}

function placeText(cells: readonly number[], placeName: PlaceName): string {
  const first = cells[0] === undefined ? null : placeName(cells[0]);
  if (first === null) return tr('proof.here');
  return cells.length > 1 ? tr('proof.more', { first, count: cells.length }) : first;
}

const KINDS: readonly string[] = ['oversized', 'no-count', 'pocket', 'no-grid'];
/** A certificate keeps proofs as plain records; a kind this client does not know has no words. */
export const isProof = (record: Record<string, unknown>): boolean =>
  KINDS.includes(String(record.kind)) && Array.isArray(record.cells);

/** Cells that a proof speaks of. */
export const cellsOfProof = (proof: Proof): readonly number[] =>
  proof.kind === 'pocket' ? [...proof.cells, ...proof.sides.flatMap(({ cells }) => cells)] : proof.cells;
