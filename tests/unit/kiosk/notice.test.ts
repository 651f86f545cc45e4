/** The notice of a grid: its scale on paper, the names on its map, whom it says to call. */
import { describe, expect, it } from 'vitest';
import type { BaseFeature } from '../../../client/api/atlas.ts';
import { contactsOf } from '../../../client/kiosk/contacts.ts';
import type { Ground } from '../../../client/kiosk/ground.ts';
import { type Label, placed, streetLabels } from '../../../client/print/labels.ts';
import { paperOf } from '../../../client/print/paper.ts';

const FRAME = { width: 186, height: 128 };

describe('a grid on paper', () => {
  it.each([
    // metres east–west, north–south, scale, bar in metres
    [200, 100, 1250, 50],
    [163.68, 50, 1000, 50],
    [163.7, 50, 1250, 50],
    [100, 800, 7500, 200],
    [2300, 1600, 15_000, 500],
    [30_000, 20_000, 200_000, 10_000],
    [1, 1, 100, 5],
  ])('%d × %d m is drawn 1:%d with a bar of %d m', (wide, high, scale, metres) => {
    const paper = paperOf({ west: 10, east: 10 + wide, north: 5, south: 5 + high }, FRAME);
    expect([paper.scale, paper.bar.metres]).toEqual([scale, metres]);
    expect((paper.bar.mm * scale) / 1000).toBeCloseTo(metres, 9);
    expect(paper.bar.mm).toBeGreaterThan(20 - 1e-9);
    expect(paper.bar.mm).toBeLessThanOrEqual(50);
    // all of it is in the frame, its middle in the middle
    const [from, to] = [paper.mm({ x: 10, y: 5 }), paper.mm({ x: 10 + wide, y: 5 + high })];
    expect(from.x).toBeGreaterThan(0);
    expect(from.y).toBeGreaterThan(0);
    expect((from.x + to.x) / 2).toBeCloseTo(93, 6);
    expect((from.y + to.y) / 2).toBeCloseTo(64, 6);
    expect(((to.x - from.x) * scale) / 1000).toBeCloseTo(wide, 6);
  });
});

describe('names on a map of paper', () => {
  const label = (text: string, x: number, y: number, more: Partial<Label> = {}): Label => ({
    ...{ text, x, y, turn: 0, isUpright: false, size: 3, kind: 'building' as const },
    ...more,
  });
  const texts = (wanted: readonly Label[], reserved?: Parameters<typeof placed>[2]) =>
    placed(wanted, FRAME, reserved).map(({ text }) => text);

  it('lie on no other name, in no reserved box, and within the frame', () => {
    expect(texts([label('甲乙丙', 50, 50), label('丁戊', 54, 52), label('己庚', 50, 56)])).toEqual(['甲乙丙', '己庚']);
    expect(texts([label('甲乙丙', 3, 50), label('丁', 3.2, 50), label('戊', 50, 127)])).toEqual(['丁']);
    expect(texts([label('甲', 50, 50)], [{ x: 48, y: 50, reach: { x: 3, y: 3 } }])).toEqual([]);
  });

  it('cover what they cover when they stand upright', () => {
    const upright = label('甲乙丙丁', 50, 50, { isUpright: true });
    expect(texts([upright, label('左', 46, 50), label('下', 50, 54)])).toEqual(['甲乙丙丁', '左']);
  });

  it('of streets follow the longest piece that is seen, and are never upside down', () => {
    const paper = paperOf({ west: 0, east: 400, north: 0, south: 200 }, FRAME);
    // metres are degrees here
    const ground = { pointOf: (x: number, y: number) => ({ x, y }) } as Ground;
    const road = (name: string | null, line: number[][]): BaseFeature =>
      ({
        ...{ type: 'Feature', id: 1, properties: { kind: 'road', name, class: 'street' } },
        geometry: { type: 'LineString', coordinates: line },
      }) as BaseFeature;
    const found = streetLabels(
      [
        road('东西路', [
          [350, 100],
          [50, 100],
        ]),
        road('东西路', [
          [350, 100],
          [380, 100],
        ]),
        road('南北路', [
          [200, 190],
          [200, 10],
        ]),
        road('斜路', [
          [50, 150],
          [150, 100],
        ]),
        road('太短的一条路', [
          [10, 10],
          [14, 10],
        ]),
        road('外面的路', [
          [5000, 10],
          [9000, 10],
        ]),
        road(null, [
          [0, 0],
          [300, 0],
        ]),
      ],
      ground,
      paper,
      3,
    );
    expect(found.map(({ text, turn, isUpright }) => [text, Math.round(turn), isUpright])).toEqual([
      ['东西路', 0, false],
      ['南北路', 0, true],
      ['斜路', -27, false],
    ]);
    expect(found[0]!.x).toBeCloseTo(93, 0);
  });
});

describe('whom to call', () => {
  const say = (area: string, more: Record<string, string>) => ({
    ...{ area, hotline: null, office: null, hours: null, mapReview: null },
    ...more,
  });
  const NOTICES = [
    say('341921', { hotline: '0000-12345', mapReview: '皖S(2026)1号' }),
    say('341921001', { hours: '8:30—17:30' }),
    say('341921001001', { office: '0000-8', hours: '9:00—17:00' }),
  ];

  it.each([
    ['341921001001', { hotline: '0000-12345', office: '0000-8', hours: '9:00—17:00', mapReview: '皖S(2026)1号' }],
    ['341921001002', { hotline: '0000-12345', office: null, hours: '8:30—17:30', mapReview: '皖S(2026)1号' }],
    ['341921100001', { hotline: '0000-12345', office: null, hours: null, mapReview: '皖S(2026)1号' }],
    ['341922001001', { hotline: '12345', office: null, hours: null, mapReview: null }],
  ])('%s: what the nearest area says, the national hotline where nobody does', (area, expected) => {
    expect(contactsOf(NOTICES, area)).toEqual(expected);
  });
});
