/** Grids that stay outside the standard, each with its reasons: from a certificate of the service, or of this page's engine. Pure. */
import type { PlanCertificate } from '../../../../server/contract/plan-proposals.ts';
import type { Proof } from '../../../../server/partition/proofs/proof.ts';
import type { Standard } from '../../../../server/partition/standard.ts';
import type { FixOption } from '../../../state/plan/fix.ts';

export interface GridVerdict {
  readonly key: string;
  readonly households: number;
  readonly violation: number;
  /** Without `isUndecided` they say that it must be so; with it they say a part. */
  readonly proofs: readonly Proof[];
  readonly isUndecided: boolean;
}

export interface Verdicts {
  readonly standard: Standard;
  readonly nearest: readonly Standard[];
  readonly grids: readonly GridVerdict[];
}

export function verdictsOfCertificate(certificate: PlanCertificate): Verdicts {
  const households = new Map(certificate.grids.map((grid) => [grid.key, grid.households]));
  const proofOf = (proof: Record<string, unknown>) => proof as unknown as Proof;
  return {
    standard: certificate.standard,
    nearest: certificate.nearestStandards,
    grids: grouped(
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
    grids: grouped(
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
  const off = (key: string): number => {
    const households = householdsOf(key);
    return Math.max(0, min - households, households - max);
  };
  return [
    ...[...proven].map(([key, proofs]) => ({
      key,
      households: householdsOf(key),
      violation: off(key),
      proofs,
      isUndecided: false,
    })),
    ...undecided.map(({ key, proofs }) => ({
      key,
      households: householdsOf(key),
      violation: off(key),
      proofs,
      isUndecided: true,
    })),
  ].sort((a, b) => b.violation - a.violation);
}
