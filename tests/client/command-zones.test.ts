import { describe, expect, it } from 'vitest';
import { draftFeatures, zoneAreas } from '../../client/map/layers/zones-shapes.ts';
import {
  drawn,
  isDrawing,
  newZoneDraft,
  shapeOf,
  type ZoneDraft,
  zoneBody,
} from '../../client/state/command/zones-draft.ts';
import { judgeShape, zoneFault } from '../../client/state/command/zones-judge.ts';
import { zoneBounds } from '../../client/state/command/zones-reach.ts';
import {
  type Corner,
  circleAround,
  MOST_CORNERS,
  polygonOf,
  withCorner,
} from '../../client/state/command/zones-shape.ts';
import type { Zone } from '../../server/contract/emergencies.ts';

const NOW = Date.UTC(2026, 10, 30, 10, 0, 30);
const SQUARE: readonly Corner[] = [
  [117.0, 30.0],
  [117.001, 30.0],
  [117.001, 30.001],
  [117.0, 30.001],
];
const draft = (change: Partial<ZoneDraft> = {}): ZoneDraft => ({
  ...newZoneDraft(NOW, 'corners'),
  ...{ name: '南门街警戒区', reason: '燃气泄漏', corners: SQUARE },
  ...change,
});

describe('drawing a zone', () => {
  it('takes corners, gives back the last, and closes from three on', () => {
    let now: ZoneDraft | null = newZoneDraft(NOW, 'corners');
    for (const corner of SQUARE.slice(0, 2)) now = drawn(now!, corner);
    expect(drawn(now!, 'close')).toBe(now);
    now = drawn(now!, SQUARE[2]!);
    now = drawn(now!, 'back');
    expect(now?.corners).toEqual(SQUARE.slice(0, 2));
    now = drawn(drawn(now!, SQUARE[2]!)!, 'close');
    expect(now?.closed).toBe(true);
    expect(isDrawing(now)).toBe(false);
    expect(drawn(now!, SQUARE[3]!)).toBe(now);
    expect(isDrawing(drawn(now!, 'back'))).toBe(true);
    expect(drawn(now!, 'drop')).toBeNull();
  });

  it('holds the corner of a double click once, and no more than the most', () => {
    expect(withCorner(SQUARE, [117.00000000001, 30.001])).toBe(SQUARE);
    const many = Array.from({ length: MOST_CORNERS }, (_, i): Corner => [117 + i / 1e4, 30]);
    expect(withCorner(many, [118, 31])).toBe(many);
  });

  it('ends tomorrow at a whole minute unless said otherwise', () => {
    expect(newZoneDraft(NOW, 'circle').until).toBe('2026-12-01T10:01:00.000Z');
  });
});

describe('the shape of a zone', () => {
  it.each([
    ['two corners', SQUARE.slice(0, 2)],
    ['none', []],
  ])('is none from %s', (_, corners) => {
    expect(polygonOf(corners)).toBeNull();
  });

  it('is closed, and about as large as the ground it covers', () => {
    const shape = polygonOf(SQUARE)!;
    expect(shape.coordinates[0]).toHaveLength(5);
    const judged = judgeShape(shape);
    expect('areaM2' in judged && judged.areaM2).toBeGreaterThan(10_600);
    expect('areaM2' in judged && judged.areaM2).toBeLessThan(10_750);
  });

  it.each([
    ['ring-self-crossing', [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]]],
    ['ring-zero-area', [SQUARE[0], [117.0005, 30.0], SQUARE[1]]],
  ] as [string, Corner[]][])('is refused here already: %s', (fault, corners) => {
    expect(judgeShape(polygonOf(corners)!)).toEqual({ fault });
  });

  it.each([10, 300, 20_000])('is a circle of %d m whose area is that of the circle', (radius) => {
    const judged = judgeShape(circleAround([117.05, 30.05], radius));
    const share = 'areaM2' in judged ? judged.areaM2 / (Math.PI * radius * radius) : 0;
    expect(share).toBeGreaterThan(0.985);
    expect(share).toBeLessThan(1.005);
  });

  it('follows the middle of the map unless its middle is fixed', () => {
    const circle = draft({ by: 'circle', radiusM: '200' });
    const [west, south, east, north] = zoneBounds(shapeOf(circle, [117.2, 30.2])!);
    expect((west + east) / 2).toBeCloseTo(117.2, 6);
    expect((south + north) / 2).toBeCloseTo(30.2, 6);
    const fixed = zoneBounds(shapeOf({ ...circle, centre: [117, 30] }, [117.2, 30.2])!);
    expect((fixed[0] + fixed[2]) / 2).toBeCloseTo(117, 6);
    expect(shapeOf(circle, null)).toBeNull();
  });
});

describe('what of a zone cannot be sent', () => {
  it.each<[string | null, Partial<ZoneDraft>]>([
    [null, {}],
    ['shape', { corners: SQUARE.slice(0, 2) }],
    ['shape-bad', { corners: [SQUARE[0]!, SQUARE[2]!, SQUARE[1]!, SQUARE[3]!] }],
    ['radius', { by: 'circle', radiusM: '9' }],
    ['radius', { by: 'circle', radiusM: '20001' }],
    ['radius', { by: 'circle', radiusM: ' ' }],
    ['name', { name: '  ' }],
    ['reason', { reason: '' }],
    ['until', { until: null }],
    ['until', { until: new Date(NOW).toISOString() }],
  ])('%s', (fault, change) => {
    const now = draft(change);
    expect(zoneFault(now, shapeOf(now, [117, 30]), NOW)).toBe(fault);
  });

  it('goes out trimmed', () => {
    const now = draft({ name: ' 南门街 ', reason: ' 泄漏 ' });
    expect(zoneBody(now, polygonOf(SQUARE)!)).toMatchObject({ name: '南门街', reason: '泄漏', kind: 'cordon' });
    expect(zoneBody(draft({ until: null }), polygonOf(SQUARE)!)).toBeNull();
  });
});

describe('zones as they are drawn', () => {
  const roles = (now: ZoneDraft | null, pointer: number[] | null) =>
    draftFeatures(now, now && shapeOf(now, null), pointer).map(({ properties, geometry }) => [
      properties?.role,
      geometry.type,
    ]);

  it.each<[string, Partial<ZoneDraft>, number[] | null, string[][]]>([
    ['one corner', { corners: SQUARE.slice(0, 1) }, null, [['corner', 'Point']]],
    [
      'one corner and the pointer',
      { corners: SQUARE.slice(0, 1) },
      [117.1, 30.1],
      [
        ['path', 'LineString'],
        ['corner', 'Point'],
      ],
    ],
    [
      'two corners and the pointer',
      { corners: SQUARE.slice(0, 2) },
      [117.1, 30.1],
      [
        ['area', 'Polygon'],
        ['corner', 'Point'],
        ['corner', 'Point'],
      ],
    ],
    ['closed', { closed: true }, [117.1, 30.1], [['area', 'Polygon']]],
    ['a circle without a middle', { by: 'circle' }, null, []],
  ])('%s', (_, change, pointer, expected) => {
    expect(roles(draft(change), pointer)).toEqual(expected);
  });

  it('lie with the smallest on top', () => {
    const zone = (id: number, areaM2: number) => ({ id, kind: 'cordon', inside: { areaM2 } }) as unknown as Zone;
    const drawnIds = zoneAreas([zone(1, 10), zone(2, 500), zone(3, 90)], 3).map(({ properties }) => properties);
    expect(drawnIds.map((one) => one?.id)).toEqual([2, 3, 1]);
    expect(drawnIds.map((one) => one?.chosen)).toEqual([0, 1, 0]);
  });
});
