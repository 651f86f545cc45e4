/** What is proven of one connected area, whatever its plan. */
import type { Excuses } from './open-violations.ts';
import { type AreaProof, cellsOf, checkArea, excusesOf } from './proofs/check.ts';
import { lawfulGridWith } from './proofs/no-grid.ts';
import { NO_CAUSES } from './proofs/proof.ts';
import type { Standard } from './standard.ts';
import type { WorkGraph } from './work-graph.ts';

export class AreaFacts {
  readonly proofs: AreaProof[];
  excuses: Excuses;
  readonly #graph: WorkGraph;
  readonly #standard: Standard;
  readonly #noGrid: number[] = [];
  readonly #asked = new Set<number>();

  constructor(graph: WorkGraph, standard: Standard) {
    this.#graph = graph;
    this.#standard = standard;
    this.proofs = checkArea(graph, standard);
    this.excuses = excusesOf(this.proofs, [], graph.nodeCount);
  }

  /** Looks which of some nodes can be in no lawful grid; each is looked at once. */
  proveNoGrid(nodes: Iterable<number>, setLimit: number): void {
    for (const v of nodes) {
      if (this.#asked.has(v)) continue;
      this.#asked.add(v);
      const answer = lawfulGridWith(this.#graph, v, this.#standard, setLimit);
      if (answer.kind !== 'none') continue;
      const proof = { kind: 'no-grid', cells: cellsOf(this.#graph, [v]), sets: answer.sets, ...NO_CAUSES } as const;
      this.proofs.push({ proof, scope: [v], least: 0 });
      this.#noGrid.push(v);
    }
    this.excuses = excusesOf(this.proofs, this.#noGrid, this.#graph.nodeCount);
  }
}
