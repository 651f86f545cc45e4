/** The division of a tree against every subset of its edges. */
import { describe, expect, it } from 'vitest';
import { type PartPrices, type PriceSettings, partPrices } from '../../../server/partition/part-prices.ts';
import { type Tree, TreePartitions } from '../../../server/partition/tree-partition.ts';
import { between, mulberry32, type Random } from '../../support/random.ts';

const TREES = 4000;

function randomTree(random: Random, max: number): Tree {
  const count = between(random, 1, 12);
  const kind = between(random, 0, 3);
  const weight = Int32Array.from({ length: count }, () => {
    const roll = random();
    if (roll < 0.15) return 0;
    if (kind > 1 && roll < 0.3) return between(random, max + 1, 2 * max);
    return between(random, 1, kind === 0 ? max : Math.ceil(max / 2));
  });
  const parent = Int32Array.from({ length: count }, (_, v) => (v === 0 ? -1 : between(random, 0, v - 1)));
  const prices = () => Float64Array.from({ length: count }, () => between(random, 0, 40) / 16);
  const keep = random() < 0.5 ? new Float64Array(count) : prices();
  return { count, order: Int32Array.from({ length: count }, (_, v) => v), parent, weight, cut: prices(), keep };
}

const part = new Int32Array(12);
const total = new Int32Array(12);
const towers = new Int32Array(12);
const joined = new Int32Array(12);

/** What a choice of cut edges costs, from its definition. A part is named by its node nearest the root. */
function priceOf(tree: Tree, isCut: (v: number) => boolean, prices: PartPrices): number {
  total.fill(0);
  towers.fill(0);
  joined.fill(0);
  let price = 0;
  for (let v = 0; v < tree.count; v++) {
    const top = v === 0 || isCut(v) ? v : part[tree.parent[v]!]!;
    const weight = tree.weight[v]!;
    part[v] = top;
    total[top]! += weight;
    if (weight > prices.max) towers[top]!++;
    else joined[top]! += weight;
    if (v > 0) price += top === v ? tree.cut[v]! : tree.keep[v]!;
  }
  for (let v = 0; v < tree.count; v++) {
    if (part[v] !== v) continue;
    if (towers[v]! > 1) return Infinity;
    if (towers[v] === 1) price += (8 * joined[v]!) / prices.target;
    else price += total[v]! > prices.cap ? Infinity : prices.byWeight[total[v]!]!;
  }
  return price;
}

function cheapest(tree: Tree, prices: PartPrices): number {
  let best = Infinity;
  for (let subset = 0; subset < 1 << (tree.count - 1); subset++) {
    best = Math.min(
      best,
      priceOf(tree, (v) => ((subset >> (v - 1)) & 1) === 1, prices),
    );
  }
  return best;
}

describe('division of a tree', () => {
  it(`costs what the best of all edge subsets costs, on ${TREES} trees, and its parts cost what it says`, () => {
    const random = mulberry32(20261123);
    const partitions = new TreePartitions();
    const seen = { none: 0, towers: 0, soft: 0 };
    for (let i = 0; i < TREES; i++) {
      const max = between(random, 4, 30);
      const standard = { min: between(random, 0, max), max };
      const settings: PriceSettings = { standard, target: between(random, 1, max), balance: 0.3, soft: random() < 0.4 };
      const prices = partPrices(settings);
      const tree = randomTree(random, max);
      const expected = cheapest(tree, prices);
      const found = partitions.solve(tree, prices);
      if (expected === Infinity) {
        expect(found).toBe(Infinity);
        seen.none++;
        continue;
      }
      expect(found).toBeCloseTo(expected, 9);
      const parts = new Int32Array(tree.count);
      const count = partitions.parts(parts);
      expect(new Set(parts).size).toBe(count);
      expect(priceOf(tree, (v) => parts[v] !== parts[tree.parent[v]!], prices)).toBeCloseTo(found, 9);
      seen.towers += Number(tree.weight.some((w) => w > max));
      seen.soft += Number(settings.soft);
    }
    expect(Math.min(seen.none, seen.towers, seen.soft)).toBeGreaterThan(500);
  });
});
