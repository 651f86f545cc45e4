/** The certificate of a proposal as it is kept and shown: the engine's figures and proofs, with grids by their keys. Pure. */
import type { PlanCertificate, ProposalOffer } from '../contract/plan-proposals.ts';
import type { Answer } from '../partition/plan/proposal-request.ts';
import type { Proof } from '../partition/proofs/proof.ts';
import type { Proposal } from '../partition/proposal.ts';

export interface CertificateHead {
  readonly id: string;
  readonly proposal: string;
  readonly layer: string;
}

/** Only for a proposal that the checker found no fault with. */
export function certificateOf(
  head: CertificateHead,
  { community, grids, certificate }: Proposal,
  answer: Answer,
): PlanCertificate {
  const keyOf = (grid: number): string => answer.grids[grid]!.key;
  const { standard, seed, method, graphHash, planHash, cost, borderCost } = certificate;
  const { householdsMoved, leastMoved, uncountedCells, nearestStandards } = certificate;
  return {
    ...head,
    community,
    method,
    standard: { ...standard },
    seed,
    graphHash,
    planHash,
    cost,
    borderCost,
    householdsMoved,
    leastMoved,
    uncountedCells,
    nearestStandards: nearestStandards.map((one) => ({ ...one })),
    grids: grids.map(({ households, cells, areaCm2, compactness }, grid) => ({
      ...answer.grids[grid]!,
      households,
      cells,
      areaM2: areaCm2 / 1e4,
      compactness,
    })),
    unavoidable: certificate.unavoidable.map(({ grid, violation, proof }) => ({
      grid: keyOf(grid),
      violation,
      proof: plain(proof),
    })),
    undecided: certificate.undecided.map(({ grid, violation, partly }) => ({
      grid: keyOf(grid),
      violation,
      partly: partly.map(plain),
    })),
    unassigned: certificate.unassigned.map((cells) => [...cells]),
    checked: true,
  };
}

/** A line of a list: what is offered, in numbers. */
export function offerOf(certificate: PlanCertificate, option: number): ProposalOffer {
  const { id, community, grids, unavoidable, undecided, householdsMoved, leastMoved, borderCost } = certificate;
  const outside = new Set([...unavoidable, ...undecided].map(({ grid }) => grid));
  const proven = new Set(unavoidable.map(({ grid }) => grid));
  for (const { grid } of undecided) proven.delete(grid);
  return {
    community,
    option,
    certificate: id,
    grids: grids.length,
    outside: outside.size,
    unavoidable: proven.size,
    undecided: undecided.length,
    householdsMoved,
    leastMoved,
    borderCost,
    compactness: grids.length === 0 ? 0 : grids.reduce((sum, grid) => sum + grid.compactness, 0) / grids.length,
  };
}

function plain(proof: Proof): Record<string, unknown> {
  return JSON.parse(JSON.stringify(proof)) as Record<string, unknown>;
}
