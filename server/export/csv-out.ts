/**
 * CSV for spreadsheets and GIS, UTF-8 with a byte order mark: points as `lon`, `lat` (in metres `x`, `y`), shapes as a column
 * `WKT`. A text that a spreadsheet would take for a formula is told apart by an apostrophe.
 */
import type { FieldValue } from '../features/field.ts';
import type { FeaturesOut, OutFeature } from './features-out.ts';
import { TextFile } from './text-file.ts';
import { wktOf } from './wkt.ts';

export async function writeCsv(path: string, { fields, geometry, system, pages }: FeaturesOut): Promise<void> {
  const file = await TextFile.open(path);
  const isPoint = geometry === 'Point';
  const place = !isPoint ? ['WKT'] : system.kind === 'degrees' ? ['lon', 'lat'] : ['x', 'y'];
  try {
    await file.write(`\uFEFF${[...fields.map(({ name }) => name), ...place].join(',')}\r\n`);
    for await (const page of pages) {
      for (const feature of page) {
        const cells = fields.map(({ name }) => cell(feature.properties[name] ?? null));
        await file.write(`${[...cells, ...(isPoint ? pointCells(feature) : [shapeCell(feature)])].join(',')}\r\n`);
      }
    }
  } finally {
    await file.close();
  }
}

function pointCells({ geometry }: OutFeature): string[] {
  const [x, y] = (geometry?.coordinates ?? ['', '']) as (number | string)[];
  return [String(x), String(y)];
}

const shapeCell = ({ geometry }: OutFeature): string => (geometry === null ? '' : `"${wktOf(geometry)}"`);

/** A code is no formula, whatever it begins with. */
function cell(value: FieldValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) && !/^[0-9A-Za-z_-]+$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
