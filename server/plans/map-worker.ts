/** The thread behind what plans make of maps: outlines from cells, the checker's word, two maps side by side, and everything that a publish writes. */
import { parentPort } from 'node:worker_threads';
import type { CommunityState } from '../contract/plan-state.ts';
import { decodeLayer } from '../partition/plan/layer-codec.ts';
import type { Standard } from '../partition/standard.ts';
import type { FromTaskThread } from '../task-threads.ts';
import { type CarryAnswer, type CarryInput, carryAnswer } from './carry-task.ts';
import { type CommunityResult, communityResult } from './community-result.ts';
import { type Compared, type CompareInput, compareMaps } from './comparison.ts';
import { type OutsideAnswer, outsideProofs } from './outside-proofs.ts';
import { type PlanFault, planFaults } from './plan-check.ts';
import type { StandingRow } from './plan-result.ts';
import { type PublishInput, type PublishMap, publishMap } from './publish-map.ts';
import { type SourceAnswer, type SourceLayer, sourceAnswer } from './source-report.ts';

export interface CommunityTask {
  /** As layer-codec.ts writes it. */
  readonly encoded: Uint8Array;
  readonly start: CommunityState;
  readonly now: CommunityState;
  readonly standing: readonly StandingRow[];
}

/** Grids of one community with one band. */
export interface OutsideAsk {
  readonly encoded: Uint8Array;
  readonly now: CommunityState;
  readonly keys: readonly string[];
  readonly standard: Standard;
}

export interface MapTasks {
  outline: { task: { kind: 'outline'; communities: readonly CommunityTask[] }; result: CommunityResult[] };
  check: {
    task: { kind: 'check'; communities: readonly CommunityTask[]; standard: Standard };
    result: PlanFault[];
  };
  outside: { task: { kind: 'outside'; asks: readonly OutsideAsk[] }; result: OutsideAnswer[][] };
  sources: {
    task: { kind: 'sources'; encoded: readonly Uint8Array[]; sources: readonly SourceLayer[] };
    result: SourceAnswer;
  };
  compare: { task: { kind: 'compare'; input: CompareInput }; result: Compared };
  carry: { task: { kind: 'carry'; input: CarryInput }; result: CarryAnswer };
  publish: { task: { kind: 'publish'; input: PublishInput }; result: PublishMap };
}

export type MapTask = MapTasks[keyof MapTasks]['task'];
export type MapResult = MapTasks[keyof MapTasks]['result'];

const port = parentPort!;

port.on('message', (task: MapTask) => {
  const post = (news: FromTaskThread<MapResult>): void => port.postMessage(news);
  try {
    post({ kind: 'done', result: resultOf(task) });
  } catch (error) {
    post({ kind: 'broken', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});

function resultOf(task: MapTask): MapResult {
  if (task.kind === 'publish') return publishMap(task.input);
  if (task.kind === 'outside') {
    return task.asks.map(({ encoded, now, keys, standard }) =>
      outsideProofs(decodeLayer(encoded), now, keys, standard),
    );
  }
  if (task.kind === 'carry') return carryAnswer(task.input);
  if (task.kind === 'sources') return sourceAnswer(task.encoded.map(decodeLayer), task.sources);
  if (task.kind === 'compare') return compareMaps(task.input);
  if (task.kind === 'check') {
    return task.communities.flatMap(({ encoded, start, now }) =>
      planFaults(decodeLayer(encoded), start, now, task.standard),
    );
  }
  return task.communities.map(({ encoded, start, now, standing }) =>
    communityResult(decodeLayer(encoded), start, now, standing),
  );
}
