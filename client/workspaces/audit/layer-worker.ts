/**
 * The worker behind a dropped file: reads and checks it, and keeps it for as long as it is on the screen, to be asked for
 * repairs. It has no network use at all.
 */
import type { FeatureCollection } from 'geojson';
import type { CoverageReport } from '../../../server/contract/coverage.ts';
import type { RepairPreview } from '../../../server/contract/repairs.ts';
import { toGeoJson } from '../../../server/geometry/geojson.ts';
import type { CheckedFile, FileFault } from '../../state/audit-file.ts';
import { checkFeatures, type LayerCheck } from './layer-check.ts';
import { LayerFault, type RawFeature, type RawLayer, readJsonLayer } from './layer-file.ts';
import { layerRepair, type MendedLayer, mendedLayer } from './layer-repair.ts';
import { layerReport } from './layer-report.ts';

/** A file to check first; then a finding to be mended, or everything. */
export type LayerQuestion = { ask: 'check'; file: File } | { ask: 'repair'; finding: string } | { ask: 'mend' };

export type LayerAnswer =
  | { is: 'step'; step: 'read' | 'check' }
  | { is: 'done'; report: CoverageReport; file: CheckedFile; shapes: FeatureCollection }
  | { is: 'refused'; fault: FileFault }
  | { is: 'repair'; finding: string; repair: RepairPreview | null; reason?: string }
  | ({ is: 'mended' } & MendedLayer);

let held: { features: readonly RawFeature[]; checked: LayerCheck } | null = null;

const answer = (message: LayerAnswer): void => self.postMessage(message);

async function read(bytes: Uint8Array): Promise<RawLayer> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (!isZip) return readJsonLayer(bytes);
  const { readShapefileLayer } = await import('./layer-shapefile.ts');
  return readShapefileLayer(bytes);
}

/** SHA-256 of the file where the browser has it (https, or this machine); else the kernel's own hash of the shapes. */
async function hashOf(bytes: Uint8Array<ArrayBuffer>, content: string): Promise<string> {
  if (!globalThis.crypto?.subtle) return `content-${content}`;
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function check(file: File): Promise<void> {
  const began = performance.now();
  answer({ is: 'step', step: 'read' });
  const bytes = new Uint8Array(await file.arrayBuffer());
  const layer = await read(bytes);
  answer({ is: 'step', step: 'check' });
  const checked = checkFeatures(layer.features);
  held = { features: layer.features, checked };
  const hash = await hashOf(bytes, checked.contentHash);
  answer({
    is: 'done',
    report: layerReport(checked, file.name, hash, new Date().toISOString()),
    file: {
      name: file.name,
      bytes: file.size,
      shapes: checked.shapes,
      vertices: checked.vertices,
      skipped: checked.skipped,
      codeField: checked.codeField,
      notes: layer.notes,
      seconds: (performance.now() - began) / 1000,
    },
    shapes: {
      type: 'FeatureCollection',
      features: checked.kernel.judged.map(({ code, polygons }) => ({
        type: 'Feature',
        properties: { code },
        geometry: toGeoJson(polygons),
      })),
    },
  });
}

function mend(question: Exclude<LayerQuestion, { ask: 'check' }>): void {
  if (held === null) return;
  const { features, checked } = held;
  if (question.ask === 'mend') answer({ is: 'mended', ...mendedLayer(features, checked) });
  else answer({ is: 'repair', finding: question.finding, ...layerRepair(checked.kernel, question.finding) });
}

self.addEventListener('message', ({ data }: MessageEvent<LayerQuestion>) => {
  if (data.ask !== 'check') {
    mend(data);
    return;
  }
  check(data.file).catch((error: unknown) => {
    const fault: FileFault =
      error instanceof LayerFault
        ? { code: error.code, params: error.params }
        : { code: 'failed', params: { message: String(error) } };
    answer({ is: 'refused', fault });
  });
});
