/** Rows that an import refuses: the layer, a small file with one of them, and what the report says about it. */
import type { ImportLayer } from '../../server/contract/imports.ts';
import { cell, collection, feature, grid, gridCode, point, polygon } from './import-samples.ts';

/** Their county. */
export const C = '990301';
const code = gridCode(C, 1);
export const good = grid(C, 2);
export const withRing = (ring: unknown) => collection([grid(C, 1, {}, [ring]), good]);
export const ring = cell(1)[0]!;
const place = (properties: Record<string, unknown>, geometry: unknown = point(117.005, 30.005)) =>
  collection([feature({ code: 'p', kind: 'building', ...properties }, geometry)]);

/** `row`: 1 unless said. `at`: its place. */
type Expected = { code: string; row?: number; at?: readonly [number, number] | 'any' | 'none' };

export const BAD_ROWS: [string, ImportLayer, string, string, Expected][] = [
  ['an unclosed ring', 'grids', 'a.geojson', withRing(ring.slice(0, 4)), { code: 'ring-unclosed', at: 'any' }],
  [
    'a ring that crosses itself',
    'grids',
    'a.geojson',
    withRing([
      [117, 30],
      [117.01, 30.01],
      [117.01, 30],
      [117, 30.01],
      [117, 30],
    ]),
    { code: 'ring-self-crossing', at: [117.005, 30.005] },
  ],
  [
    'a ring without area',
    'grids',
    'a.geojson',
    withRing([
      [117, 30],
      [117.01, 30],
      [117.005, 30],
      [117, 30],
    ]),
    { code: 'ring-zero-area', at: 'any' },
  ],
  [
    'a ring of three positions',
    'grids',
    'a.geojson',
    withRing([
      [117, 30],
      [117.01, 30],
      [117, 30],
    ]),
    { code: 'ring-too-short', at: 'any' },
  ],
  [
    'a spike',
    'grids',
    'a.geojson',
    withRing([
      [117, 30],
      [117.01, 30],
      [117.02, 30],
      [117.01, 30],
      [117.01, 30.01],
      [117, 30],
    ]),
    { code: 'ring-spike', at: [117.02, 30] },
  ],
  [
    'lon and lat exchanged in one row',
    'grids',
    'a.geojson',
    withRing(ring.map(([x, y]) => [y, x])),
    { code: 'coordinate-swapped', at: [117, 30] },
  ],
  [
    'a longitude of 999',
    'grids',
    'a.geojson',
    withRing([[999, 30], ...ring.slice(1)]),
    { code: 'coordinate-out-of-range', at: 'none' },
  ],
  [
    'a position of text',
    'grids',
    'a.geojson',
    withRing([['117', 30], ...ring.slice(1)]),
    { code: 'coordinate-invalid', at: 'none' },
  ],
  [
    'an empty polygon',
    'grids',
    'a.geojson',
    collection([feature({ code, name: 'x' }, polygon([])), good]),
    { code: 'geometry-missing', at: 'none' },
  ],
  [
    'no geometry',
    'grids',
    'a.geojson',
    collection([feature({ code, name: 'x' }, null), good]),
    { code: 'geometry-missing', at: 'none' },
  ],
  [
    'a point for a grid',
    'grids',
    'a.geojson',
    collection([feature({ code, name: 'x' }, point(117, 30)), good]),
    { code: 'geometry-type-unsupported', at: 'none' },
  ],
  [
    'a code of another county',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { code: '110101001001001' }), good]),
    { code: 'code-of-other-county', at: [117, 30] },
  ],
  [
    'a code one digit short',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { code: code.slice(1) }), good]),
    { code: 'code-invalid', at: 'any' },
  ],
  [
    'no code where others have one',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { code: '' }), good]),
    { code: 'code-missing', at: 'any' },
  ],
  [
    'a code twice',
    'grids',
    'a.geojson',
    collection([good, grid(C, 1, { code: gridCode(C, 2) })]),
    { code: 'duplicate', row: 1, at: 'any' },
  ],
  [
    'a parent nobody knows',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { parentCode: `${C}001` }), good]),
    { code: 'parent-unknown', at: 'any' },
  ],
  [
    'a parent in another county',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { parentCode: '110101' }), good]),
    { code: 'code-of-other-county', at: 'any' },
  ],
  [
    'a micro grid without its grid',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { kind: 'micro', code: `${code}01` }), good]),
    { code: 'parent-unknown', at: 'any' },
  ],
  [
    'a kind nobody knows',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { kind: '宫殿' }), good]),
    { code: 'choice-unknown', at: 'any' },
  ],
  [
    'a band upside down',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { bandMin: 400, bandMax: 150 }), good]),
    { code: 'band-invalid', at: 'any' },
  ],
  [
    'half a band',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { bandMin: 400 }), good]),
    { code: 'band-invalid', at: 'any' },
  ],
  [
    'a name too long',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { name: '网'.repeat(101) }), good]),
    { code: 'text-too-long', at: 'any' },
  ],
  [
    'a name with a NUL',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { name: 'a\u0000b' }), good]),
    { code: 'text-invalid', at: 'any' },
  ],
  [
    'half a character',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { name: '\ud800x' }), good]),
    { code: 'text-invalid', at: 'any' },
  ],
  [
    'households of 12户',
    'places',
    'a.geojson',
    place({ households: '12户' }),
    { code: 'count-invalid', at: [117.005, 30.005] },
  ],
  ['negative households', 'places', 'a.geojson', place({ households: -3 }), { code: 'count-invalid', at: 'any' }],
  ['301 storeys', 'places', 'a.geojson', place({ storeys: 301 }), { code: 'count-invalid', at: 'any' }],
  [
    'a grid named by hand that is none',
    'places',
    'a.geojson',
    place({ gridOverride: '7' }),
    { code: 'grid-unknown', at: 'any' },
  ],
  [
    'a unit without its building',
    'places',
    'a.geojson',
    place({ kind: 'unit', parentCode: 'q' }),
    { code: 'parent-unknown', at: [117.005, 30.005] },
  ],
  ['a place without position', 'places', 'a.geojson', place({}, null), { code: 'geometry-missing', at: 'none' }],
  [
    'a place that is a line',
    'places',
    'a.geojson',
    place(
      {},
      {
        type: 'LineString',
        coordinates: [
          [117, 30],
          [117, 31],
        ],
      },
    ),
    { code: 'geometry-type-unsupported', at: 'none' },
  ],
  [
    'a point without a kind',
    'places',
    'a.geojson',
    collection([feature({ code: 'p' }, point(117, 30))]),
    { code: 'kind-missing', at: [117, 30] },
  ],
  [
    'a swapped CSV',
    'places',
    'a.csv',
    'code,kind,lon,lat\np,building,30.1,117.1',
    { code: 'coordinate-swapped', at: [117.1, 30.1] },
  ],
  [
    'a CSV with a word for a longitude',
    'places',
    'a.csv',
    'code,kind,lon,lat\np,building,117,30\nq,building,east,30',
    { code: 'coordinate-invalid', row: 2, at: 'none' },
  ],
  ['an area code of eight digits', 'areas', 'a.csv', `code,name\n${C}00,x`, { code: 'code-invalid', at: 'none' }],
  ['an area of another county', 'areas', 'a.csv', 'code,name\n110101,x', { code: 'code-of-other-county', at: 'none' }],
  [
    'a town whose county is not there',
    'areas',
    'a.csv',
    '\ncode,name\n990399001,x'.trim(),
    { code: 'code-of-other-county', at: 'none' },
  ],
  [
    'a community without its town',
    'areas',
    'a.csv',
    `code,name\n${C},县\n${C}001001,x`,
    { code: 'parent-unknown', row: 2, at: 'none' },
  ],
  [
    'a level the code contradicts',
    'areas',
    'a.csv',
    `code,name,level\n${C},县,community`,
    { code: 'level-mismatch', at: 'none' },
  ],
  ['an area without a name', 'areas', 'a.csv', `code,name\n${C},`, { code: 'name-missing', at: 'none' }],
  ['an area twice', 'areas', 'a.csv', `code,name\n${C},县\n${C},县`, { code: 'duplicate', row: 1, at: 'none' }],
  [
    'a base feature of no kind',
    'base',
    'a.geojson',
    collection([feature({}, polygon(cell(1)))]),
    { code: 'kind-missing', at: 'any' },
  ],
  [
    'a line of one position',
    'base',
    'a.geojson',
    collection([
      feature(
        { kind: 'road' },
        {
          type: 'LineString',
          coordinates: [
            [117, 30],
            [117, 30],
          ],
        },
      ),
    ]),
    { code: 'line-too-short', at: [117, 30] },
  ],
];
