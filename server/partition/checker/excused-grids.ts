/**
 * Which grids of a division that is outside the standard have to be so: the checker's word on a plan, however it came about,
 * from proofs that it derives again. A grid is excused when all of its violation is.
 */
import type { Proof } from '../proofs/proof.ts';
import type { ProposalRequest } from '../request.ts';
import { type Evidence, Evidences } from './evidence.ts';
import { groundOf } from './ground.ts';

interface Outside {
  readonly grid: number;
  readonly violation: number;
  readonly bundles: readonly number[];
  /** Violation that no bundle of its own excuses. */
  excess: number;
  readonly proofs: Proof[];
}

/**
 * By row of `request.present.grids`, for free grids outside the standard only. `candidates`: whatever anybody thinks may hold.
 * `mayCut`: as for checkProposal.
 */
export function excusedGrids(
  request: ProposalRequest,
  candidates: readonly Proof[],
  mayCut: boolean,
): ReadonlyMap<number, readonly Proof[]> {
  const ground = groundOf(request, mayCut);
  const evidences = new Evidences(ground, request);
  const held = candidates.flatMap((proof) => {
    const evidence = evidences.derive(proof);
    return evidence === undefined ? [] : [{ proof, evidence }];
  });
  const outside = outsideGrids();
  for (const one of outside) excuseByBundles(one);
  const taken = new Set<number>();
  const regional = held.filter(({ evidence }) => evidence.least > 0);
  for (const { proof, evidence } of regional.sort((a, b) => b.evidence.least - a.evidence.least)) {
    // Regions that share a bundle speak of the same violation.
    if (evidence.region.some((bundle) => taken.has(bundle))) continue;
    for (const bundle of evidence.region) taken.add(bundle);
    excuseByRegion(proof, evidence);
  }
  return new Map(outside.filter(({ excess }) => excess === 0).map(({ grid, proofs }) => [grid, proofs]));

  function outsideGrids(): Outside[] {
    const { present, standard } = request;
    const bundlesOf: number[][] = present.grids.map(() => []);
    ground.bundles.forEach((cells, bundle) => {
      for (const grid of new Set(cells.map((cell) => present.gridOf[cell]!))) bundlesOf[grid]?.push(bundle);
    });
    const weights = present.grids.map(() => 0);
    present.gridOf.forEach((grid, cell) => {
      if (grid >= 0) weights[grid]! += ground.households[cell]!;
    });
    return present.grids.flatMap(({ role }, grid): Outside[] => {
      const weight = weights[grid]!;
      const violation = Math.max(0, standard.min - weight, weight - standard.max);
      if (role !== 'free' || violation === 0) return [];
      return [{ grid, violation, bundles: bundlesOf[grid]!, excess: violation, proofs: [] }];
    });
  }

  /** An oversized bundle excuses itself and nothing beside it; one that is in no lawful grid excuses the grid it is in. */
  function excuseByBundles(one: Outside): void {
    const own = held.filter(
      ({ evidence }) => evidence.least === 0 && evidence.bundles.some((bundle) => one.bundles.includes(bundle)),
    );
    if (own.length === 0) return;
    one.proofs.push(...own.map(({ proof }) => proof));
    const excused = new Set(own.flatMap(({ evidence }) => evidence.bundles));
    const towers = one.bundles.filter((bundle) => evidences.isTower(bundle));
    const beside = one.bundles.filter((bundle) => !evidences.isTower(bundle) && !excused.has(bundle));
    one.excess = towers.length > 0 ? beside.reduce((sum, bundle) => sum + evidences.weight(bundle), 0) : 0;
  }

  /** All violation in and at the region together, or nothing of it. */
  function excuseByRegion(proof: Proof, { region, least }: Evidence): void {
    const near = new Set(region.flatMap((bundle) => [bundle, ...evidences.beside(bundle)]));
    const here = outside.filter(({ excess, bundles }) => {
      const isIn = bundles.some((bundle) => region.includes(bundle));
      // A grid with a tower may have taken in households of a region beside it.
      const isAt = bundles.some((bundle) => evidences.isTower(bundle) && near.has(bundle));
      return excess > 0 && (isIn || isAt);
    });
    if (here.reduce((sum, { excess }) => sum + excess, 0) > least) return;
    for (const one of here) {
      one.excess = 0;
      one.proofs.push(proof);
    }
  }
}
