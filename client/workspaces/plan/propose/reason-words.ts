/** Proofs in words: why a grid outside the standard cannot be avoided, and what could be released. */
import type { Proof } from '../../../../server/partition/proofs/proof.ts';
import type { Standard } from '../../../../server/partition/standard.ts';
import { tf } from './words.ts';

/** `nameOf`: a grid by its key. One sentence, then one for each cause. */
export function reasonSentences(proof: Proof, { min, max }: Standard, nameOf: (key: string) => string): string[] {
  const { whileFixed, whilePinned } = proof;
  return [
    sentence(proof, { min, max }),
    ...(whileFixed.length === 0 ? [] : [tf('reason.whileFixed', { codes: whileFixed.map(nameOf) })]),
    ...(whilePinned ? [tf('reason.whilePinned')] : []),
  ];
}

function sentence(proof: Proof, standard: { min: number; max: number }): string {
  switch (proof.kind) {
    case 'oversized':
      return tf('reason.oversized', { ...standard, households: proof.households });
    case 'no-count':
      return tf('reason.no-count', { ...standard, households: proof.households, least: proof.least });
    case 'pocket': {
      const households = proof.sides.reduce((sum, side) => sum + side.households, 0);
      return tf('reason.pocket', { ...standard, sides: proof.sides.length, households, least: proof.least });
    }
    case 'no-grid':
      return tf('reason.no-grid', { ...standard, sets: proof.sets });
  }
}

/** Cells that a proof speaks of. */
export const cellsOfProof = (proof: Proof): readonly number[] =>
  proof.kind === 'pocket' ? [...proof.cells, ...proof.sides.flatMap(({ cells }) => cells)] : proof.cells;
