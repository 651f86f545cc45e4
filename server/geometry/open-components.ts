/**
 * The open edges in connected components: edges hang together when they share an end or meet. Kept up while edges come, go
 * and change their counts; what has not changed stays the same object.
 */

import type { EdgeMeetings } from './edge-meetings.ts';
import type { EdgeRows } from './edge-rows.ts';
import type { EdgeUses } from './edge-uses.ts';
import { NodeTable } from './node-table.ts';
import type { Box } from './polygon.ts';
import { UnionFind } from './union-find.ts';

export interface OpenComponent {
  readonly edges: readonly number[];
  readonly box: Box;
  /** Its lowest vertex by x, then by y: no other component comes near it from the west without surrounding it. */
  readonly lowX: number;
  readonly lowY: number;
}

export class OpenComponents {
  readonly #table: EdgeUses;
  readonly #rows: EdgeRows;
  readonly #meetings: EdgeMeetings;
  readonly #of: Map<number, OpenComponent> = new Map();

  constructor(table: EdgeUses, rows: EdgeRows, meetings: EdgeMeetings) {
    this.#table = table;
    this.#rows = rows;
    this.#meetings = meetings;
  }

  /**
   * `dirty`: edges that were or are open and whose row changed, came or went. Components that have one of them, or now touch
   * one, are gone; what is open of them comes back in fresh ones.
   */
  update(dirty: Iterable<number>): { gone: ReadonlySet<OpenComponent>; fresh: OpenComponent[] } {
    const gone = new Set<OpenComponent>();
    const edges = new Set<number>();
    const loosen = (edge: number): void => {
      const component = this.#of.get(edge);
      if (component !== undefined) gone.add(component);
    };
    for (const edge of dirty) {
      loosen(edge);
      if (!this.#table.isOpen(edge)) continue;
      edges.add(edge);
      for (const other of this.#meetings.of(edge)) loosen(other);
      this.#eachAt(this.#table.ax[edge]!, this.#table.ay[edge]!, loosen);
      this.#eachAt(this.#table.bx[edge]!, this.#table.by[edge]!, loosen);
    }
    for (const component of gone) {
      for (const edge of component.edges) {
        this.#of.delete(edge);
        if (this.#table.isOpen(edge)) edges.add(edge);
      }
    }
    return { gone, fresh: this.#connect([...edges]) };
  }

  /** The known edges with an end here. */
  #eachAt(x: number, y: number, visit: (edge: number) => void): void {
    const { ax, ay, bx, by } = this.#table;
    for (const edge of this.#rows.at(y)) {
      if ((ax[edge] === x && ay[edge] === y) || (bx[edge] === x && by[edge] === y)) visit(edge);
    }
  }

  #connect(edges: readonly number[]): OpenComponent[] {
    const { ax, ay, bx, by } = this.#table;
    const nodes = new NodeTable();
    const nodeOf = edges.map((edge) => [nodes.lattice(ax[edge]!, ay[edge]!), nodes.lattice(bx[edge]!, by[edge]!)]);
    const sets = new UnionFind(nodes.count);
    for (const [a, b] of nodeOf) sets.union(a!, b!);
    const pairs = this.#meetings.among(edges);
    for (let i = 0; i < pairs.length; i += 2) sets.union(nodeOf[pairs[i]!]![0]!, nodeOf[pairs[i + 1]!]![0]!);
    const groups = new Map<number, number[]>();
    edges.forEach((edge, i) => {
      const key = sets.find(nodeOf[i]![0]!);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [edge]);
      else group.push(edge);
    });
    return [...groups.values()].map((group) => {
      const component = this.#describe(group);
      for (const edge of group) this.#of.set(edge, component);
      return component;
    });
  }

  #describe(edges: readonly number[]): OpenComponent {
    const { ax, ay, bx, by } = this.#table;
    let [minY, maxX, maxY, lowX, lowY] = [Infinity, -Infinity, -Infinity, Infinity, Infinity];
    for (const edge of edges) {
      const x = ax[edge]!;
      const y = ay[edge]!;
      if (x < lowX || (x === lowX && y < lowY)) [lowX, lowY] = [x, y];
      maxX = Math.max(maxX, bx[edge]!);
      minY = Math.min(minY, y, by[edge]!);
      maxY = Math.max(maxY, y, by[edge]!);
    }
    return { edges, box: [lowX, minY, maxX, maxY], lowX, lowY };
  }
}
