/** One layer of cells from the rows of its community, and the name of those rows: equal names, equal layers. */
import { createHash } from 'node:crypto';
import { buildCells } from '../partition/cells/build-cells.ts';
import type { CellLayer } from '../partition/cells/cell-layer.ts';
import type { GroundRows } from './cells-repository.ts';
import { cellsInput } from './ground.ts';

/** Counts up when the same rows give other cells than before. */
const BUILD_VERSION = 1;

/** Throws an Error that names the step and the place when the rows give no coverage. */
export function buildLayer(rows: GroundRows): CellLayer {
  return buildCells(cellsInput(rows));
}

/** SHA-256 over everything that the build looks at. */
export function groundHash(rows: GroundRows): string {
  const hash = createHash('sha256').update(`${BUILD_VERSION} ${rows.community}\n`);
  const put = (...values: (string | number | null | Uint8Array)[]): void => {
    for (const value of values) {
      if (value instanceof Uint8Array) hash.update(`b${value.length} `).update(value);
      else hash.update(`${value === null ? '-' : `${typeof value}${String(value).length} ${value}`} `);
    }
  };
  for (const { code, wkb } of rows.areas) put('area', code, wkb);
  for (const { kind, class: roadClass, name, wkb } of rows.base) put('base', kind, roadClass, name, wkb);
  for (const { code, wkb } of rows.today) put('today', code, wkb);
  for (const { code, kind, lon, lat, parentCode, compound, households, footprint } of rows.buildings) {
    put('building', code, kind, lon, lat, parentCode, compound, households, footprint);
  }
  for (const { wkb } of rows.sources) put('source', wkb);
  return hash.digest('hex');
}
