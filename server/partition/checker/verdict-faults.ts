/** Is every grid inside the standard, excused by a proof that holds, or told as undecided, and none of it too much? */
import type { Proposal } from '../proposal.ts';
import type { ProposalRequest } from '../request.ts';
import type { Evidence, Evidences } from './evidence.ts';
import { type Fault, fault } from './fault.ts';
import type { Ground } from './ground.ts';

export function verdictFaults(
  request: ProposalRequest,
  ground: Ground,
  evidences: Evidences,
  proposal: Proposal,
): Fault[] {
  const { min, max } = request.standard;
  const { grids, certificate } = proposal;
  const faults: Fault[] = [];
  const weights = grids.map(() => 0);
  proposal.gridOf.forEach((grid, cell) => {
    if (grid >= 0) weights[grid]! += ground.households[cell]!;
  });
  const outside = weights.map((weight) => (weight < min ? min - weight : Math.max(0, weight - max)));
  const excused = new Map<number, Evidence[]>();
  for (const { grid, proof, violation } of certificate.unavoidable) {
    const evidence = evidences.derive(proof);
    if (evidence === undefined) faults.push(fault('proof-fails', grid, proof.cells, proof.kind));
    else excused.set(grid, [...(excused.get(grid) ?? []), evidence]);
    if (outside[grid] !== violation) faults.push(fault('verdict-without-violation', grid, [], proof.kind));
  }
  const undecided = new Set(certificate.undecided.map(({ grid }) => grid));
  for (const { grid, violation, partly } of certificate.undecided) {
    for (const proof of partly) {
      if (evidences.derive(proof) === undefined) faults.push(fault('proof-fails', grid, proof.cells, proof.kind));
    }
    if (!(outside[grid]! > 0) || outside[grid] !== violation) {
      faults.push(fault('verdict-without-violation', grid, [], 'undecided'));
    }
  }
  grids.forEach(({ role }, grid) => {
    if (role !== 'free' || outside[grid] === 0 || excused.has(grid) || undecided.has(grid)) return;
    faults.push(fault('violation-without-verdict', grid, [], `${weights[grid]} households`));
  });
  for (const area of evidences.areas()) faults.push(...excessIn(area));
  return faults;

  /** All violation of an area that no single bundle excuses, against what its proofs say must be. */
  function excessIn(area: readonly number[]): Fault[] {
    const bundlesOf = new Map<number, number[]>();
    for (const bundle of area) {
      const grid = proposal.gridOf[ground.bundles[bundle]![0]!]!;
      bundlesOf.set(grid, [...(bundlesOf.get(grid) ?? []), bundle]);
    }
    const here = [...bundlesOf.keys()].filter((grid) => grid >= 0);
    if (here.some((grid) => undecided.has(grid))) return [];
    let violation = 0;
    for (const grid of here) {
      const own = new Set((excused.get(grid) ?? []).flatMap(({ bundles }) => bundles));
      const bundles = bundlesOf.get(grid)!;
      const towers = bundles.filter((one) => evidences.isTower(one));
      if (towers.length === 1) {
        const others = bundles.filter((one) => one !== towers[0] && !own.has(one));
        violation += others.reduce((sum, one) => sum + evidences.weight(one), 0);
      } else if (!bundles.some((one) => own.has(one))) violation += outside[grid]!;
    }
    const regions = here
      .flatMap((grid) => excused.get(grid) ?? [])
      .filter(({ least, region }) => least > 0 && region.some((one) => area.includes(one)));
    const proven = disjointLeast(regions);
    if (violation <= proven) return [];
    return [fault('more-violation-than-proven', here[0]!, [], `${violation} > ${proven} in ${here.length} grids`)];
  }
}

/** Regions that share a bundle speak of the same violation; of those the largest counts. */
function disjointLeast(regions: readonly Evidence[]): number {
  const taken = new Set<number>();
  let sum = 0;
  for (const { least, region } of [...regions].sort((a, b) => b.least - a.least)) {
    if (region.some((one) => taken.has(one))) continue;
    for (const one of region) taken.add(one);
    sum += least;
  }
  return sum;
}
