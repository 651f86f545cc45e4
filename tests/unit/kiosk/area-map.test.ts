/** An area's map on paper: its sheets, where everything goes, what is written on it, and that a centimetre of it is true. */
import { describe, expect, it } from 'vitest';
import { gridForms } from '../../../client/kiosk/area-map/grid-forms.ts';
import { columnsOf, layoutOf } from '../../../client/kiosk/area-map/layout.ts';
import { mapWords } from '../../../client/kiosk/area-map/map-words.ts';
import { divisionsOf, levelOf, rowsOf, sheetsOf, shortCodes } from '../../../client/kiosk/area-map/sheets.ts';
import { type Ground, groundOf } from '../../../client/kiosk/ground.ts';
import { fillOf, HATCHES, hatchPath } from '../../../client/print/fills.ts';
import { PAGES } from '../../../client/print/page-sizes.ts';
import { paperOf } from '../../../client/print/paper.ts';
import { boxesOfMarks, roomOn } from '../../../client/print/room.ts';
import { LINE, shapeLabels, widthOf } from '../../../client/print/shape-labels.ts';
import type { KioskAtlas, KioskGrid } from '../../../server/contract/kiosk.ts';
import { pointDistanceM } from '../../../server/geometry/distance.ts';

const ORIGIN = [117.2, 31] as const;

/** A grid as a rectangle of millionths of a degree. */
const grid = (
  code: string,
  x: number,
  y: number,
  wide: number,
  high: number,
  more: Partial<KioskGrid> = {},
): KioskGrid => ({
  ...{
    code,
    name: `第${Number(code.slice(-3))}网格`,
    kind: 'basic',
    parent: code.slice(0, 12),
    leader: null,
    worker: null,
  },
  label: [x + wide / 2, y + high / 2],
  shape: [[[x, y, x + wide, y, x + wide, y + high, x, y + high]]],
  ...more,
});
/** So many rows and columns of grids of so many millionths of a degree. */
const lattice = (community: string, columns: number, rows: number, side: number, x0 = 0): KioskGrid[] =>
  Array.from({ length: columns * rows }, (_, i) =>
    grid(
      `${community}${String(i + 1).padStart(3, '0')}`,
      x0 + (i % columns) * side,
      Math.floor(i / columns) * side,
      side,
      side,
    ),
  );
const AREAS = [
  { code: '990101', name: '某县' },
  { code: '990101001', name: '某镇' },
  { code: '990101001001', name: '东社区' },
  { code: '990101001002', name: '西社区' },
  { code: '990101001003', name: '空社区' },
];
const atlasOf = (area: string, grids: KioskGrid[]) =>
  ({
    area: { ...AREAS.find(({ code }) => code === area)!, level: levelOf(area) },
    ...{ areas: AREAS, origin: ORIGIN, grids, places: [] },
  }) as unknown as KioskAtlas;
const TOWN = [...lattice('990101001002', 3, 2, 2000), ...lattice('990101001001', 2, 2, 2000, 6000)];

describe('the sheets of an area', () => {
  const atlas = atlasOf('990101001', [...TOWN, grid('99010100100100101', 0, 0, 500, 500, { kind: 'micro' })]);
  const ground = groundOf(atlas);

  it.each([
    ['990101', ['county', 'town', 'community']],
    ['990101001', ['town', 'community']],
    ['990101001001', ['community']],
  ] as const)('%s is printed by %j', (code, levels) => {
    expect(divisionsOf(code)).toEqual(levels);
  });

  it('are one of all, or one for each area that has grids, by code; micro grids are no grids of the map', () => {
    const [whole, ...more] = sheetsOf(atlas, ground, 'town');
    expect(more).toEqual([]);
    expect([whole!.name, whole!.path, whole!.grids.length]).toEqual(['某镇', ['某县'], 10]);
    expect(whole!.parts.map(({ name, grids }) => [name, grids.length])).toEqual([
      ['东社区', 4],
      ['西社区', 6],
    ]);
    const each = sheetsOf(atlas, ground, 'community');
    expect(each.map(({ name, path, grids }) => [name, path.join(), grids.length])).toEqual([
      ['东社区', '某县,某镇', 4],
      ['西社区', '某县,某镇', 6],
    ]);
    // an area around the asked one makes no sheet
    expect(sheetsOf(atlas, ground, 'county')).toEqual([]);
  });

  it('list their grids by code, below the name of their community where there are several', () => {
    const [whole] = sheetsOf(atlas, ground, 'town');
    const [community] = sheetsOf(atlas, ground, 'community');
    const texts = (rows: ReturnType<typeof rowsOf>) =>
      rows.map((row) => row.grid?.grid.code.slice(-4) ?? row.part.name);
    expect(texts(rowsOf(whole!)).slice(0, 6)).toEqual(['东社区', '1001', '1002', '1003', '1004', '西社区']);
    expect(rowsOf(whole!)).toHaveLength(12);
    expect(texts(rowsOf(community!))).toEqual(['1001', '1002', '1003', '1004']);
  });

  it.each([
    [
      ['990101001001001', '990101001001002'],
      ['001', '002'],
    ],
    [
      ['990101001001001', '990101001001102'],
      ['001', '102'],
    ],
    [
      ['A-7', 'A-12'],
      ['A-7', '-12'],
    ],
    [
      ['990101001001001', '990101001002001'],
      ['1001', '2001'],
    ],
    [['990101001001001'], ['001']],
    [['7'], ['7']],
  ])('%j are told apart by %j', (codes, short) => {
    const part = { code: '', name: '', grids: codes.map((code) => ({ grid: { code } })) } as never;
    expect([...shortCodes(part).values()]).toEqual(short);
  });
});

describe('the layout of a sheet', () => {
  const isHeading = (row: string) => row.startsWith('#');
  const rows = (n: number) => Array.from({ length: n }, (_, i) => `row ${i}`);
  const box = (wide: number, high: number) => ({ west: 0, east: wide, north: 0, south: high });

  it('breaks the table into columns, and leaves no heading alone at the end of one', () => {
    expect(columnsOf(['#a', '1', '2', '#b', '3'], 4, isHeading)).toEqual([
      ['#a', '1', '2'],
      ['#b', '3'],
    ]);
    expect(columnsOf(['#a', '1', '#b'], 3, isHeading)).toEqual([['#a', '1', '#b']]);
    expect(columnsOf(['#a', '#b', '1'], 1, isHeading)).toEqual([['#a'], ['#b'], ['1']]);
    expect(columnsOf([], 4, isHeading)).toEqual([]);
  });

  it.each([
    // metres, rows; the table; the paper
    [1000, 1000, 12, 'below', 'portrait'],
    [2000, 1000, 5, 'below', 'landscape'],
    [600, 1800, 20, 'beside', 'portrait'],
    [18_000, 19_000, 240, 'after', 'portrait'],
    [20_000, 8000, 240, 'after', 'landscape'],
    [300, 300, 1, 'below', 'portrait'],
  ] as const)('%d × %d m with %d rows: table %s the map, %s', (wide, high, count, table, lies) => {
    for (const paper of ['a4', 'a3'] as const) {
      const layout = layoutOf(paper, box(wide, high), rows(count), isHeading);
      expect([paper, layout.table, layout.lies]).toEqual([paper, table, lies]);
      const all = [...layout.columns, ...layout.more.flat()].flat();
      expect(all).toEqual(rows(count));
    }
  });

  it('keeps everything on the paper, whatever the area is', () => {
    for (const paper of ['a4', 'a3'] as const)
      for (const wide of [50, 900, 30_000])
        for (const high of [50, 1100, 25_000])
          for (const count of [1, 9, 23, 60, 400]) {
            const { page, measures, map, columns, columnWidth, table, more, lies } = layoutOf(
              paper,
              box(wide, high),
              rows(count),
              isHeading,
            );
            const { margin, head, foot, gap, row } = measures;
            const room = { width: page.width - 2 * margin, height: page.height - 2 * margin - head - foot - 2 * gap };
            const what = `${paper} ${wide} × ${high}, ${count} rows`;
            const { width, height } = PAGES[paper];
            expect([page.width, page.height], what).toEqual(lies === 'portrait' ? [width, height] : [height, width]);
            const tableHeight = (Math.max(0, ...columns.map((column) => column.length)) + 1) * row;
            const tableWidth = columns.length * (columnWidth + gap) - gap;
            if (table === 'below') {
              expect(map.height + gap + tableHeight, what).toBeLessThanOrEqual(room.height + 1e-6);
              expect(Math.max(map.width, tableWidth), what).toBeLessThanOrEqual(room.width + 1e-6);
            } else if (table === 'beside') {
              expect(map.width + gap + tableWidth, what).toBeLessThanOrEqual(room.width + 1e-6);
              expect(Math.max(map.height, tableHeight), what).toBeLessThanOrEqual(room.height + 1e-6);
            } else expect(more.length, what).toBeGreaterThan(0);
            for (const sheet of more) {
              expect(sheet.length * (columnWidth + gap) - gap, what).toBeLessThanOrEqual(room.width + 1e-6);
              for (const column of sheet) expect((column.length + 1) * row, what).toBeLessThanOrEqual(room.height);
            }
          }
  });
});

describe('a centimetre of the scale bar', () => {
  it.each([
    ['a4', 2000, 2],
    ['a4', 30_000, 3],
    ['a3', 2000, 2],
    ['a3', 150_000, 2],
  ] as const)(
    'on %s is the distance that it says, on the ellipsoid (%d millionths, %d grids)',
    (paper, side, columns) => {
      const ground = groundOf(atlasOf('990101001001', lattice('990101001001', columns, 2, side)));
      const { map } = layoutOf(paper, ground.box, ['row'], () => false);
      const onPaper = paperOf(ground.box, map);
      const said = onPaper.bar.metres / (onPaper.bar.mm / 10);
      const [lon, lat] = [ORIGIN[0] + side / 1e6, ORIGIN[1] + side / 1e6];
      const from = onPaper.mm(ground.pointOf(lon, lat));
      for (const [dx, dy] of [
        [0.001, 0],
        [0, 0.001],
      ] as const) {
        const to = onPaper.mm(ground.pointOf(lon + dx, lat + dy));
        const centimetres = Math.hypot(to.x - from.x, to.y - from.y) / 10;
        const units = [lon, lat, lon + dx, lat + dy].map((degrees) => Math.round(degrees * 1e7));
        const metres = pointDistanceM(units[0]!, units[1]!, units[2]!, units[3]!);
        expect(metres / centimetres / said).toBeGreaterThan(0.998);
        expect(metres / centimetres / said).toBeLessThan(1.002);
      }
    },
  );
});

describe('what is written on the map', () => {
  const wordsOf = (grids: KioskGrid[], level: 'community' | 'town', frame = { width: 190, height: 170 }) => {
    const atlas = atlasOf(level === 'town' ? '990101001' : '990101001001', grids);
    const ground = groundOf(atlas);
    const [sheet] = sheetsOf(atlas, ground, level);
    const paper = paperOf(sheet!.box, frame);
    return { ground, paper, words: mapWords(sheet!, { ground, base: [] }, paper, 2.4, boxesOfMarks(paper)) };
  };
  const boxOf = ({ x, y, lines, size }: { x: number; y: number; lines: readonly string[]; size: number }) => {
    const [dx, dy] = [(Math.max(...lines.map(widthOf)) * size) / 2, (lines.length * size * LINE) / 2];
    return { west: x - dx, east: x + dx, north: y - dy, south: y + dy };
  };

  it('is name and whole code of each grid where there is room', () => {
    const { words } = wordsOf(lattice('990101001001', 3, 3, 2000), 'community');
    expect(words.grids.missing).toEqual([]);
    expect(words.grids.labels.map(({ lines }) => lines)[4]).toEqual(['第5网格', '990101001001005']);
  });

  it.each([
    ['community', 3, 2000],
    ['community', 12, 600],
    ['community', 40, 200],
    ['town', 3, 2000],
    ['town', 14, 900],
    ['town', 25, 200],
  ] as const)('in a %s of %d × as many grids lies on nothing else and within the frame', (level, columns, side) => {
    const grids =
      level === 'town'
        ? [
            ...lattice('990101001001', columns, columns, side),
            ...lattice('990101001002', columns, columns, side, columns * side),
          ]
        : lattice('990101001001', columns, columns, side);
    const { words, paper } = wordsOf(grids, level);
    const marks = boxesOfMarks(paper).map(({ x, y, reach }) => ({
      ...{ west: x - reach.x, east: x + reach.x, north: y - reach.y, south: y + reach.y },
    }));
    const boxes = [...marks, ...[...words.parts, ...words.grids.labels].map(boxOf)];
    const over = boxes.flatMap((a, i) =>
      boxes
        .slice(Math.max(i + 1, marks.length))
        .filter((b) => a.west < b.east && b.west < a.east && a.north < b.south && b.north < a.south),
    );
    expect(over).toEqual([]);
    for (const { west, east, north, south } of boxes.slice(marks.length)) {
      expect(Math.min(west, north)).toBeGreaterThan(0);
      expect(east).toBeLessThan(paper.width);
      expect(south).toBeLessThan(paper.height);
    }
    expect(words.grids.labels.length + words.grids.missing.length).toBe(grids.length);
    expect(words.parts.map(({ lines }) => lines[0])).toEqual(level === 'town' ? ['东社区', '西社区'] : []);
  });

  it('is less where less fits, and what has no room at all is said to be missing', () => {
    const of = (side: number, columns: number) => {
      const { words } = wordsOf(lattice('990101001001', columns, columns, side), 'community');
      return words.grids;
    };
    expect(of(600, 12).labels[0]!.lines).toEqual(['第1网格', '001']);
    expect(of(400, 18).labels[0]!.lines).toEqual(['001']);
    expect([...of(600, 12).missing, ...of(400, 18).missing]).toEqual([]);
    // a far one makes the others as small as a letter all together
    const far = grid('990101001001999', 50_000, 0, 4000, 4000);
    const { grids } = wordsOf([...lattice('990101001001', 20, 20, 100), far], 'community').words;
    expect(grids.labels.find(({ code }) => code === far.code)!.lines).toEqual(['999']);
    expect(grids.labels.length).toBeGreaterThan(1);
    expect(grids.missing.length).toBe(401 - grids.labels.length);
    expect(grids.missing.length).toBeGreaterThan(350);
  });

  it('moves aside within a grid whose middle is taken', () => {
    const ground: Ground = groundOf(atlasOf('990101001001', lattice('990101001001', 1, 1, 4000)));
    const paper = paperOf(ground.box, { width: 190, height: 170 });
    const taken = { ...paper.mm(ground.grids[0]!.label), reach: { x: 3, y: 3 } };
    const wanted = [gridForms(ground.grids[0]!, '001', 2.4, true)];
    const { labels } = shapeLabels(wanted, paper, roomOn(paper, [taken]));
    expect(labels[0]!.lines).toEqual(['第1网格', '990101001001001']);
    expect(Math.hypot(labels[0]!.x - taken.x, labels[0]!.y - taken.y)).toBeGreaterThan(5);
  });
});

describe('fills', () => {
  const size = { width: 20, height: 10 };

  it('are another hatching for each of the seven colour numbers, so that no printer needs colours', () => {
    const paths = HATCHES.map((hatch) => hatchPath(hatch, size));
    expect(new Set(paths).size).toBe(7);
    expect(paths.filter((path) => path === '')).toHaveLength(1);
    expect([0, 1, 6, 7, 63].map(fillOf)).toEqual([0, 1, 6, 0, 0]);
  });

  it.each([
    ['level', 5],
    ['upright', 9],
    ['slash', 10],
    ['backslash', 10],
    ['cross', 20],
    ['dots', 23],
  ] as const)('%s covers a frame of 20 × 10 mm with %d marks', (hatch, marks) => {
    expect(hatchPath(hatch, size).match(/M/g)).toHaveLength(marks);
  });
});
