/** Nodes: one number for one point, whether it is a lattice point or a crossing. */
import { describe, expect, it } from 'vitest';
import { NodeTable } from '../../../../server/geometry/node-table.ts';

describe('NodeTable', () => {
  it('gives one number to one lattice point, also beyond its first size', () => {
    const nodes = new NodeTable();
    const numbers = Array.from({ length: 5000 }, (_, i) => nodes.lattice(i * 7, -i));
    expect(new Set(numbers).size).toBe(5000);
    expect(nodes.lattice(7 * 4321, -4321)).toBe(numbers[4321]);
    expect(nodes.allLattice).toBe(true);
  });

  it('knows a crossing on a lattice point as that point', () => {
    const nodes = new NodeTable();
    const middle = nodes.lattice(5, 5);
    expect(nodes.crossing(0, 0, 10, 10, 0, 10, 10, 0)).toBe(middle);
  });

  it('knows a crossing off the lattice again from two other lines, and from lines the other way round', () => {
    const nodes = new NodeTable();
    const node = nodes.crossing(0, 0, 3, 1, 1, 0, 1, 1);
    expect(nodes.crossing(1, 1, 1, -5, 3, 1, 0, 0)).toBe(node);
    expect(nodes.crossing(1, 0, 1, 3, -3, -1, 6, 2)).toBe(node);
    expect([nodes.x[node], nodes.y[node]]).toEqual([1, 1 / 3]);
    expect(nodes.fraction(node)).toEqual({ nx: 3n, ny: 1n, d: 3n });
  });

  it('orders crossings that no float64 tells apart', () => {
    const nodes = new NodeTable();
    const far = 1_800_000_000;
    // y at x = 1: 1/far and 1/(far − 1).
    const low = nodes.crossing(0, 0, far, 1, 1, -9, 1, 9);
    const high = nodes.crossing(0, 0, far - 1, 1, 1, -9, 1, 9);
    expect(low).not.toBe(high);
    expect(nodes.compare(low, high)).toBeLessThan(0);
    expect(nodes.compare(high, low)).toBeGreaterThan(0);
    expect(nodes.compareYTo(low, 0)).toBeGreaterThan(0);
    expect(nodes.compareTo(low, 1, 0)).toBeGreaterThan(0);
    expect(nodes.compareTo(low, 1, 1)).toBeLessThan(0);
    expect(nodes.compare(low, low)).toBe(0);
  });
});
