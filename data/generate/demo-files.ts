/** The files of the demo county by name, as text. Same seed, same bytes. */

import { toDegrees } from '../../server/geometry/lattice.ts';
import { areasLayer } from './areas-layer.ts';
import { baseLayer } from './base-layer.ts';
import { buildCounty } from './county.ts';
import type { Defect } from './defect.ts';
import { plantDefects } from './defects.ts';
import { COUNTY } from './districts.ts';
import { demoUnits, eventsLayer } from './events-layer.ts';
import { toLattice } from './frame.ts';
import { collection } from './geojson-text.ts';
import { gridsLayer } from './grids-layer.ts';
import { peopleFile } from './people-layer.ts';
import { placesLayer } from './places-layer.ts';
import { Random } from './random.ts';

export const SEED = 20_261_122;

export function demoFiles(seed = SEED): Map<string, string> {
  const county = buildCounty(seed);
  const { defects, uncounted } = plantDefects(county);
  const places = placesLayer(county, uncounted, new Random(seed).branch('shops'));
  const base = baseLayer(county);
  const events = eventsLayer(places, base, new Random(seed).branch('events'));
  return new Map([
    ['areas.geojson', collection(areasLayer(county))],
    ['grids.geojson', collection(gridsLayer(county))],
    ['places.geojson', collection(places)],
    ['base.geojson', collection(base)],
    ['workers.csv', peopleFile(county, new Random(seed).branch('people'))],
    ['events.ndjson', `${events.join('\n')}\n`],
    [
      'units.json',
      `[\n${demoUnits()
        .map((unit) => JSON.stringify(unit))
        .join(',\n')}\n]\n`,
    ],
    ['defects.json', defectList(defects)],
  ]);
}

/** Names of files that differ from the generated ones, or are missing. */
export function differences(read: (name: string) => string | null, files = demoFiles()): string[] {
  return [...files].flatMap(([name, text]) => (read(name) === text ? [] : [name]));
}

function defectList(defects: readonly Defect[]): string {
  const rows = defects.map((d) => {
    const [x, y] = toLattice(d.at);
    return JSON.stringify({ ...d, at: [toDegrees(x), toDegrees(y)] });
  });
  return `{"county":"${COUNTY.code}","defects":[\n${rows.join(',\n')}\n]}\n`;
}
