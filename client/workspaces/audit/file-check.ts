/** Hands a dropped file to the worker, shows what comes back and asks it for repairs. Nothing leaves the browser. */
import type { RepairPreview } from '../../../server/contract/repairs.ts';
import { announce } from '../../state/announce.ts';
import { county } from '../../state/areas.ts';
import { choose, fileReport } from '../../state/audit.ts';
import { checkedShapes, fileState, forgetFile } from '../../state/audit-file.ts';
import { boundsOf } from '../../state/bounds-of.ts';
import { go, setParams } from '../../state/route.ts';
import { shown } from '../../state/view.ts';
import { type Bounds, flyTo, isBounds } from '../../state/viewport.ts';
import type { MendedLayer } from './layer-repair.ts';
import type { LayerAnswer, LayerQuestion } from './layer-worker.ts';
import { ta } from './words.ts';

let worker: Worker | null = null;
/** Who waits for which answer of the worker. */
let waiting: { repair: Map<string, (found: FileRepair) => void>; mended: ((layer: MendedLayer) => void)[] } = {
  repair: new Map(),
  mended: [],
};
/** What the map showed before the file took its place. */
let shownBefore: typeof shown.value | null = null;

function boxOf(features: readonly { geometry: unknown }[]): Bounds | null {
  return boundsOf({ coordinates: features.map(({ geometry }) => (geometry as { coordinates: unknown }).coordinates) });
}

function show(answer: Extract<LayerAnswer, { is: 'done' }>): void {
  fileState.value = { state: 'done', file: answer.file };
  setParams({ finding: null, grid: null, kind: null, severity: null });
  go('audit');
  fileReport.value = answer.report;
  checkedShapes.value = answer.shapes;
  shownBefore ??= shown.peek();
  shown.value = { ...shown.peek(), grids: false, areas: false, buildings: false, micro: false };
  const box = boxOf(answer.shapes.features);
  if (box) flyTo({ bounds: box, maxZoom: 18 });
  announce(ta('announce.report', { name: answer.file.name, count: answer.report.findings.length }));
}

export function checkFile(file: File): void {
  worker?.terminate();
  const started = new Worker(new URL('./layer-worker.ts', import.meta.url), { type: 'module', name: 'layer' });
  worker = started;
  fileState.value = { state: 'working', name: file.name, step: 'read' };
  const end = () => {
    started.terminate();
    if (worker === started) worker = null;
  };
  waiting = { repair: new Map(), mended: [] };
  started.addEventListener('message', (event: MessageEvent<LayerAnswer>) => {
    const answer = event.data;
    if (answer.is === 'step') {
      fileState.value = { state: 'working', name: file.name, step: answer.step };
      return;
    }
    if (answer.is === 'refused') {
      fileState.value = { state: 'refused', name: file.name, fault: answer.fault };
      end();
    } else if (answer.is === 'done') show(answer);
    else if (answer.is === 'repair') waiting.repair.get(answer.finding)?.(answer);
    else for (const take of waiting.mended.splice(0)) take(answer);
  });
  started.addEventListener('error', (event) => {
    fileState.value = {
      state: 'refused',
      name: file.name,
      fault: { code: 'failed', params: { message: event.message } },
    };
    end();
  });
  started.postMessage({ ask: 'check', file } satisfies LayerQuestion);
}

export interface FileRepair {
  readonly repair: RepairPreview | null;
  /** Why there is none. */
  readonly reason?: string;
}

/** What the repair of a finding would do to the file on the screen. */
export const fileRepair = (finding: string): Promise<FileRepair> =>
  new Promise((resolve) => {
    waiting.repair.set(finding, resolve);
    worker?.postMessage({ ask: 'repair', finding } satisfies LayerQuestion);
  });

/** The file on the screen with everything mended that has a clear way. */
export const mendedFile = (): Promise<MendedLayer> =>
  new Promise((resolve) => {
    waiting.mended.push(resolve);
    worker?.postMessage({ ask: 'mend' } satisfies LayerQuestion);
  });

/** Back to the audit of the area. */
export function leaveFile(): void {
  worker?.terminate();
  worker = null;
  const was = fileReport.peek() !== null;
  fileReport.value = null;
  forgetFile();
  if (shownBefore !== null) shown.value = shownBefore;
  shownBefore = null;
  if (!was) return;
  choose(null);
  const box = county.peek()?.bbox;
  if (isBounds(box)) flyTo({ bounds: box });
}
