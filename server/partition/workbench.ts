/** The tools that every stage of the work on one area shares, with their buffers. */
import { Pieces } from './piece.ts';
import type { Problem } from './plan-state.ts';
import { RandomTrees } from './random-tree.ts';
import type { SeededRandom } from './seeded-random.ts';
import { TreePartitions } from './tree-partition.ts';

export interface Workbench {
  readonly problem: Problem;
  readonly random: SeededRandom;
  readonly pieces: Pieces;
  readonly trees: RandomTrees;
  readonly partitions: TreePartitions;
  readonly partOf: Int32Array;
}

/** One for all areas of a thread: its buffers only grow. */
const partitions = new TreePartitions();

export function workbench(problem: Problem, random: SeededRandom): Workbench {
  const { graph } = problem;
  return {
    problem,
    random,
    pieces: new Pieces(graph),
    trees: new RandomTrees(graph),
    partitions,
    partOf: new Int32Array(graph.nodeCount),
  };
}
