/** What maps of workspaces are drawn of: a true plane, borders that are drawn once, findings that are numbered beside their signs. */
import { describe, expect, it } from 'vitest';
import { borderPath } from '../../../client/print/border-path.ts';
import { landOf, sceneOf } from '../../../client/print/land.ts';
import { boxesOfMarks, roomOn } from '../../../client/print/room.ts';
import { widthOf } from '../../../client/print/shape-labels.ts';
import { DIGITS, placeFindings, SIGN } from '../../../client/workspaces/audit/report/finding-marks.ts';
import { mapLayout } from '../../../client/workspaces/audit/report/map-layout.ts';
import type { BorderedArea } from '../../../server/contract/areas.ts';
import type { Surface } from '../../../server/contract/geometry.ts';
import { pointDistanceM } from '../../../server/geometry/distance.ts';

/** Degrees. */
const square = (x: number, y: number, side: number): Surface => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
      [x, y],
    ],
  ],
});

describe('the land of a map', () => {
  it.each([
    [117, 31, 0.004],
    [100, 22, 0.2],
    [126, 48, 0.02],
  ])('at %d, %d, %d° wide, is as long on paper as the scale says', (lon, lat, side) => {
    const land = landOf([{ code: 'a', geometry: square(lon, lat, side) }], [square(lon + side, lat, side / 2)]);
    const { paper } = sceneOf(land, { width: 190, height: 220 }, [], []);
    for (const [to, north] of [
      [lon + side, lat],
      [lon, lat + side],
    ] as const) {
      const [a, b] = [paper.mm(land.pointOf(lon, lat)), paper.mm(land.pointOf(to, north))];
      const units = [lon, lat, to, north].map((degrees) => Math.round(degrees * 1e7));
      const metres = pointDistanceM(units[0]!, units[1]!, units[2]!, units[3]!);
      expect((Math.hypot(b.x - a.x, b.y - a.y) * paper.scale) / 1000 / metres).toBeCloseTo(1, 2);
    }
    expect((paper.bar.mm * paper.scale) / 1000).toBeCloseTo(paper.bar.metres, 9);
    // what the map shows besides is in the frame too
    expect(paper.mm(land.pointOf(lon + 1.5 * side, lat)).x).toBeLessThan(190);
  });

  it('is empty without shapes', () => {
    const land = landOf([]);
    expect(land.shapes).toEqual([]);
    expect(sceneOf(land, { width: 100, height: 100 }, [], []).edges).toBe('');
  });

  it('draws a border that two communities share once, and one that is a town’s as the town’s', () => {
    const plane = (lon: number, lat: number) => ({ x: lon, y: lat });
    const drawn = new Set<string>();
    expect(borderPath([square(0, 0, 1)], plane, drawn)).toBe('M0.0 0.0L1.0 0.0L1.0 1.0L0.0 1.0L0.0 0.0');
    // its neighbour to the east, without the side between them
    expect(borderPath([square(1, 0, 1)], plane, drawn)).toBe('M1.0 0.0L2.0 0.0L2.0 1.0L1.0 1.0');
    expect(borderPath([square(0, 0, 1)], plane, drawn)).toBe('');
    const area = (level: BorderedArea['level'], boundary: Surface) => ({ level, boundary }) as BorderedArea;
    const land = landOf([{ code: 'a', geometry: square(0, 0, 1) }]);
    const scene = sceneOf(
      land,
      { width: 100, height: 100 },
      [],
      [area('community', square(0, 0, 1)), area('town', square(0, 0, 1))],
    );
    expect([scene.community, scene.town.match(/L/g)?.length]).toEqual(['', 4]);
  });
});

describe('the page of the audited area', () => {
  const box = (wide: number, high: number) => ({ west: 0, east: wide, north: 0, south: high });

  it.each([
    ['A4', 5000, 9000, 'portrait', 210, 297],
    ['A4', 9000, 5000, 'landscape', 297, 210],
    ['A3', 9000, 9000, 'portrait', 297, 420],
    ['A3', 30_000, 9000, 'landscape', 420, 297],
  ] as const)('on %s of %d × %d m lies %s', (size, wide, high, lies, width, height) => {
    const { page, frame, margin, head, foot, gap, ...layout } = mapLayout(size, box(wide, high));
    expect([layout.lies, page.width, page.height]).toEqual([lies, width, height]);
    expect(frame.height + head + foot + 2 * gap + 2 * margin).toBeCloseTo(height, 6);
    expect(frame.width + 2 * margin).toBeCloseTo(width, 6);
  });
});

describe('numbers of findings', () => {
  const frame = { width: 190, height: 220 };
  const letter = 2.3;
  const place = (places: readonly (readonly [number, number])[]) =>
    placeFindings(
      places.map(([x, y]) => ({ severity: 'error' as const, at: { x, y } })),
      frame,
      roomOn(frame, boxesOfMarks({ ...frame, bar: { metres: 500, mm: 50 } } as never)),
      letter,
    );

  it('lie beside their signs, or at the end of a line, and never over a sign or another number', () => {
    const crowd = Array.from({ length: 40 }, (_, i) => [80 + (i % 8) * 3.2, 90 + Math.floor(i / 8) * 2] as const);
    const found = place([...crowd, [100, 98]]);
    const boxes = found.flatMap(({ n, number }) => {
      if (number === null) return [];
      const half = { x: (widthOf(String(n)) * letter * DIGITS) / 2, y: letter * DIGITS * 0.4 };
      return [{ n, ...number, half }];
    });
    expect(found).toHaveLength(41);
    expect(boxes.length).toBeGreaterThan(30);
    expect(found.some(({ isFar }) => isFar)).toBe(true);
    for (const a of boxes) {
      for (const b of boxes)
        if (a.n < b.n)
          expect(Math.abs(a.x - b.x) > a.half.x + b.half.x || Math.abs(a.y - b.y) > a.half.y + b.half.y).toBe(true);
      for (const { at } of found) {
        const [dx, dy] = [Math.abs(a.x - at.x) - a.half.x, Math.abs(a.y - at.y) - a.half.y];
        expect(dx > SIGN * letter || dy > SIGN * letter, `${a.n} over a sign`).toBe(true);
      }
    }
  });

  it('keep the number of the table when one before lies beyond the map', () => {
    expect(
      place([
        [-5, 20],
        [50, 50],
      ]).map(({ n, isFar }) => [n, isFar]),
    ).toEqual([[2, false]]);
  });
});
