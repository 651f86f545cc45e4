/** The thread that finds the arcs: a county of ten thousand grids takes it a second or two. */
import { parentPort } from 'node:worker_threads';
import { buffersOf } from '../geometry/tiles/topology.ts';
import type { FromTaskThread } from '../task-threads.ts';
import { type BuiltTopology, buildTopology, type TopologyTask } from './topology-task.ts';

parentPort!.on('message', (task: TopologyTask) => {
  try {
    const result = buildTopology(task);
    parentPort!.postMessage({ kind: 'done', result } satisfies FromTaskThread<BuiltTopology>, [
      ...new Set(buffersOf(result.topology)),
    ]);
  } catch (error) {
    parentPort!.postMessage({ kind: 'broken', message: String(error) } satisfies FromTaskThread<BuiltTopology>);
  }
});
