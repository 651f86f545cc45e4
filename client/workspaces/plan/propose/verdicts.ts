/** Grids that stay outside the standard, each with its reasons: from a certificate of the service, or of this page's engine. Pure. */
import type { PlanCertificate } from '../../../../server/contract/plan-proposals.ts';
import type { Proof } from '../../../../server/partition/proofs/proof.ts';
import type { Standard } from '../../../../server/partition/standard.ts';
import type { FixOption } from '../../../state/plan/fix.ts';

export interface GridOutside {
  readonly key: string;
  readonly households: number;
  readonly violation: number;
}

/** Grids that the same is said of. */
export interface GridVerdict {
  readonly grids: readonly GridOutside[];
  /** Without `isUndecided` they say that it must be so; with it they say a part. */
  readonly proofs: readonly Proof[];
  readonly isUndecided: boolean;
}

export interface Verdicts {
  readonly standard: Standard;
  readonly nearest: readonly Standard[];
  /** Those furthest from the standard first. */
  readonly verdicts: readonly GridVerdict[];
}

export function verdictsOfCertificate(certificate: PlanCertificate): Verdicts {
  const households = new Map(certificate.grids.map((grid) => [grid.key, grid.households]));
  const proofOf = (proof: Record<string, unknown>) => proof as unknown as Proof;
  return {
    standard: certificate.standard,
    nearest: certificate.nearestStandards,
    verdicts: grouped(
      certificate.unavoidable.map(({ grid, violation, proof }) => ({ key: grid, violation, proof: proofOf(proof) })),
      certificate.undecided.map(({ grid, violation, partly }) => ({
        key: grid,
        violation,
        proofs: partly.map(proofOf),
      })),
      (key) => households.get(key) ?? 0,
      certificate.standard,
    ),
  };
}

/** `only`: the one grid that was asked about. */
export function verdictsOfOption(
  { certificate, grids }: FixOption,
  only: string | null,
  sums: (key: string) => number,
): Verdicts {
  const keyOf = (row: number): string => grids[row]!.key;
  const isMeant = ({ key }: { key: string }): boolean => only === null || key === only;
  return {
    standard: certificate.standard,
    nearest: certificate.nearestStandards,
    verdicts: grouped(
      certificate.unavoidable.map(({ grid, ...rest }) => ({ key: keyOf(grid), ...rest })).filter(isMeant),
      certificate.undecided
        .map(({ grid, violation, partly }) => ({ key: keyOf(grid), violation, proofs: partly }))
        .filter(isMeant),
      sums,
      certificate.standard,
    ),
  };
}

function grouped(
  unavoidable: readonly { key: string; violation: number; proof: Proof }[],
  undecided: readonly { key: string; violation: number; proofs: readonly Proof[] }[],
  householdsOf: (key: string) => number,
  { min, max }: Standard,
): GridVerdict[] {
  const proven = new Map<string, Proof[]>();
  for (const { key, proof } of unavoidable) proven.set(key, [...(proven.get(key) ?? []), proof]);
  const groups = new Map<string, { grids: GridOutside[]; proofs: readonly Proof[]; isUndecided: boolean }>();
  const add = (key: string, proofs: readonly Proof[], isUndecided: boolean): void => {
    const text = JSON.stringify([isUndecided, proofs]);
    const group = groups.get(text) ?? { grids: [], proofs, isUndecided };
    const households = householdsOf(key);
    group.grids.push({ key, households, violation: Math.max(0, min - households, households - max) });
    groups.set(text, group);
  };
  for (const [key, proofs] of proven) add(key, proofs, false);
  for (const { key, proofs } of undecided) add(key, proofs, true);
  const worst = ({ grids }: GridVerdict): number => Math.max(...grids.map(({ violation }) => violation));
  for (const { grids } of groups.values()) grids.sort((a, b) => b.violation - a.violation);
  return [...groups.values()].sort((a, b) => worst(b) - worst(a));
}
