/** One import from file to plan, whatever the layer. Runs in the import's own thread; touches the database through its host. */

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { decodeHex, decodeMultiPolygon } from '../geometry/wkb.ts';
import { importAreas } from './area-import.ts';
import { importBase } from './base-import.ts';
import { askGrids, askState, type CountyState } from './county-state.ts';
import { importEvents } from './event-import.ts';
import { type OpenFile, openFile } from './file-rows.ts';
import { GridFinder } from './grid-finder.ts';
import { importGrids } from './grid-import.ts';
import type { ImportHost } from './import-host.ts';
import type { EditionPlan, ImportTask, Outcome, Problem } from './import-protocol.ts';
import { importPlaces } from './place-import.ts';
import { Report } from './report.ts';
import type { Place } from './row-geometry.ts';
import { importWorkers } from './worker-import.ts';

/** Errors: every SourceError of the file, and what the host rejects with. */
export async function runImport(task: ImportTask, host: ImportHost): Promise<Outcome | Problem> {
  const report = new Report();
  const state = await askState(host);
  const near: Place | undefined = state.centre ?? undefined;
  const opened = await openFile(task, report, host, near);
  if (!opened.ok) return opened.problem;
  const { file } = opened;
  try {
    const edition = await readLayer(task, file, report, host, state);
    const missing = file.missingColumns();
    if (missing.length > 0) {
      const faults = missing.map((column) => ({
        field: fieldOf(file.mapping, column),
        code: 'column-missing',
        params: { column },
      }));
      return { code: 'import-mapping-invalid', params: { faults } };
    }
    const { info } = file.source;
    const { crs, datum } = file.positions;
    const none = report.refused === 0 && report.accepted === 0;
    return {
      report: report.draft({ format: info.format, encoding: info.encoding, crs, datum }),
      revision: task.county === null ? null : state.revision,
      edition,
      read: { crs, datum, sha256: edition === null ? null : await fileHash(task.path) },
      problem: none ? { code: 'import-refused', params: { reason: 'nothing-accepted' } } : null,
    };
  } finally {
    await file.close();
  }
}

async function readLayer(
  task: ImportTask,
  file: OpenFile,
  report: Report,
  host: ImportHost,
  state: CountyState,
): Promise<EditionPlan | null> {
  switch (task.layer) {
    case 'areas':
      await importAreas(task, file, report, host, state.county === null ? task.county : null);
      return null;
    case 'grids':
      return importGrids(task, file, report, host, state);
    case 'places': {
      const grids = await askGrids(host);
      const shapes = grids.map((grid) => ({ ...grid, shape: decodeMultiPolygon(decodeHex(grid.lattice), 'lattice') }));
      await importPlaces(file, report, host, new GridFinder(shapes));
      return null;
    }
    case 'base':
      await importBase(file, report, host);
      return null;
    case 'workers':
      await importWorkers(task, file, report, host);
      return null;
    case 'events':
      await importEvents(file, report, host, Date.now());
      return null;
  }
}

async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function fieldOf(mapping: Readonly<Record<string, string>>, column: string): string {
  return Object.keys(mapping).find((field) => mapping[field] === column) ?? column;
}
