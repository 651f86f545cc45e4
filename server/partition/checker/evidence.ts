/** Proofs derived again: what a proof claims is not believed, only what it names is looked at. */
import type { Proof } from '../proofs/proof.ts';
import type { ProposalRequest } from '../request.ts';
import { pocketShortfall, shortfall } from './arithmetic.ts';
import { hasLawfulSet } from './connected-sets.ts';
import { floods, type Ground } from './ground.ts';

/** A proof that holds: the bundles it excuses by themselves, or the violation that its region must have. */
export interface Evidence {
  readonly bundles: readonly number[];
  readonly least: number;
  /** Bundles of the region it speaks of. */
  readonly region: readonly number[];
}

export class Evidences {
  readonly #ground: Ground;
  readonly #request: ProposalRequest;
  readonly #weight: readonly number[];
  readonly #next: readonly ReadonlySet<number>[];

  constructor(ground: Ground, request: ProposalRequest) {
    this.#ground = ground;
    this.#request = request;
    this.#weight = ground.bundles.map((cells) => cells.reduce((sum, cell) => sum + ground.households[cell]!, 0));
    this.#next = ground.bundles.map(
      (cells, own) =>
        new Set(
          cells
            .flatMap((cell) => [...ground.neighbours[cell]!])
            .map((cell) => ground.bundleOf[cell]!)
            .filter((bundle) => bundle >= 0 && bundle !== own),
        ),
    );
  }

  isTower(bundle: number): boolean {
    return this.#weight[bundle]! > this.#request.standard.max;
  }

  weight(bundle: number): number {
    return this.#weight[bundle]!;
  }

  beside(bundle: number): ReadonlySet<number> {
    return this.#next[bundle]!;
  }

  /** Connected areas of bundles. */
  areas(): number[][] {
    return floods(this.#weight.keys(), (bundle) => this.#next[bundle]!);
  }

  /** Undefined when it does not hold. */
  derive(proof: Proof): Evidence | undefined {
    const named = this.#bundlesOf(proof.cells);
    if (named === undefined) return undefined;
    if (proof.kind === 'oversized') {
      return named.length === 1 && this.isTower(named[0]!) ? { bundles: named, least: 0, region: named } : undefined;
    }
    if (proof.kind === 'no-grid') return this.#noGrid(named);
    if (proof.kind === 'no-count') return this.#noCount(named);
    return this.#pocket(
      named,
      proof.sides.map((side) => this.#bundlesOf(side.cells)),
    );
  }

  #noGrid(named: readonly number[]): Evidence | undefined {
    const { standard, effort } = this.#request;
    if (named.length !== 1 || this.isTower(named[0]!)) return undefined;
    const weight = (bundle: number) => this.#weight[bundle]!;
    const next = (bundle: number) => this.#next[bundle]!;
    const found = hasLawfulSet(named[0]!, weight, next, standard.min, standard.max, effort.setLimit);
    return found === false ? { bundles: named, least: 0, region: named } : undefined;
  }

  #noCount(named: readonly number[]): Evidence | undefined {
    const { min, max } = this.#request.standard;
    const isArea = this.areas().some(
      (area) => area.length === named.length && named.every((one) => area.includes(one)),
    );
    const least = shortfall(this.#sum(named), min, max, 1);
    if (!isArea || named.some((one) => this.isTower(one)) || least === 0) return undefined;
    return { bundles: [], least, region: named };
  }

  #pocket(cut: readonly number[], sides: readonly (readonly number[] | undefined)[]): Evidence | undefined {
    const { min, max } = this.#request.standard;
    const known = sides.filter((side) => side !== undefined);
    if (known.length !== sides.length || known.length === 0 || cut.length === 0) return undefined;
    const rims = known.map((side) => this.#rim(side));
    const towers = (bundles: Iterable<number>) => [...bundles].some((one) => this.isTower(one));
    if (known.some((side) => towers(side) || floods(side, (one) => this.#next[one]!).length > 1)) return undefined;
    if (cut.every((one) => this.isTower(one))) {
      // Shut in by towers: it must come out by itself.
      if (known.length !== 1 || ![...rims[0]!].every((one) => this.isTower(one))) return undefined;
      const least = shortfall(this.#sum(known[0]!), min, max, 0);
      return least > 0 ? { bundles: [], least, region: known[0]! } : undefined;
    }
    const own = cut[0]!;
    const only = (rim: ReadonlySet<number>) => [...rim].every((one) => one === own || this.isTower(one));
    const isAll = [...this.#next[own]!].every((one) => this.isTower(one) || known.some((side) => side.includes(one)));
    if (cut.length !== 1 || this.isTower(own) || !rims.every(only) || !isAll) return undefined;
    const around = known.map((side, i) => ({ households: this.#sum(side), byTower: towers(rims[i]!) }));
    const byTower = around.some((side) => side.byTower) || towers(this.#next[own]!);
    const least = pocketShortfall(this.#weight[own]!, around, min, max, byTower);
    return least > 0 ? { bundles: [], least, region: [own, ...known.flat()] } : undefined;
  }

  #rim(bundles: readonly number[]): Set<number> {
    const held = new Set(bundles);
    return new Set(bundles.flatMap((one) => [...this.#next[one]!]).filter((one) => !held.has(one)));
  }

  #sum(bundles: readonly number[]): number {
    return bundles.reduce((sum, one) => sum + this.#weight[one]!, 0);
  }

  /** Whole bundles only. */
  #bundlesOf(cells: readonly number[]): number[] | undefined {
    const bundles = [...new Set(cells.map((cell) => this.#ground.bundleOf[cell] ?? -1))];
    const held = bundles.reduce((sum, bundle) => sum + (this.#ground.bundles[bundle]?.length ?? Infinity), 0);
    return held === new Set(cells).size ? bundles : undefined;
  }
}
