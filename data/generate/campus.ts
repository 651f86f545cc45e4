/** Sites and offices: the buildings of a school, a hospital, a market and the like, on ground of their own. */
import { type Building, building, withWing } from './building.ts';
import { blob } from './curve.ts';
import type { SiteKind } from './districts.ts';
import { bearing, type Ground } from './ground.ts';
import type { OrientedBox } from './oriented-box.ts';
import { deepestPoint, distanceToRing, type Point, polar } from './plane.ts';
import type { Random } from './random.ts';
import { fillRows } from './rows.ts';

interface Wanted {
  readonly name: string;
  readonly size: readonly [number, number];
  readonly storeys: number;
  readonly count: number;
  readonly wing?: number;
  readonly shops?: number;
}

const want = (
  name: string,
  length: number,
  depth: number,
  storeys: number,
  count: number,
  more: Partial<Wanted> = {},
): Wanted => ({
  name,
  size: [length, depth],
  storeys,
  count,
  ...more,
});

const PROGRAMME: Record<SiteKind | 'office-yard' | 'kindergarten', readonly Wanted[]> = {
  school: [
    want('行政楼', 58, 14, 5, 1, { wing: 16 }),
    want('教学楼', 62, 13, 5, 4),
    want('实验楼', 52, 14, 5, 1),
    want('图书馆', 40, 24, 4, 1),
    want('宿舍楼', 60, 14, 6, 3),
    want('食堂', 40, 24, 2, 1),
  ],
  hospital: [
    want('门诊楼', 66, 22, 6, 1, { wing: 20 }),
    want('住院楼', 68, 19, 12, 2),
    want('医技楼', 46, 22, 5, 1),
    want('感染科楼', 34, 13, 3, 1),
    want('后勤楼', 30, 13, 3, 1),
  ],
  market: [
    want('综合楼', 48, 16, 4, 1, { shops: 8 }),
    want('交易大厅', 64, 30, 1, 2, { shops: 45 }),
    want('商铺楼', 60, 12, 2, 4, { shops: 16 }),
  ],
  factory: [
    want('办公楼', 56, 15, 5, 1, { wing: 14 }),
    want('厂房', 96, 42, 1, 12),
    want('仓库', 60, 28, 1, 4),
    want('研发楼', 44, 18, 6, 1),
  ],
  office: [
    want('主楼', 76, 19, 9, 1, { wing: 18 }),
    want('办事大厅', 48, 24, 3, 1),
    want('附楼', 46, 14, 5, 2),
    want('食堂', 28, 16, 2, 1),
  ],
  sports: [want('体育馆', 86, 62, 2, 1), want('游泳馆', 62, 40, 2, 1), want('全民健身中心', 44, 26, 3, 1)],
  station: [
    want('候车厅', 104, 42, 2, 1),
    want('综合楼', 52, 16, 5, 1),
    want('检修车间', 56, 30, 1, 2),
    want('站前商铺', 48, 12, 2, 2, { shops: 10 }),
  ],
  park: [want('游客中心', 22, 11, 1, 1), want('管理房', 15, 8, 1, 1), want('茶室', 14, 9, 1, 1, { shops: 1 })],
  'office-yard': [want('办公楼', 48, 14, 5, 1, { wing: 12 }), want('附属楼', 34, 12, 3, 1), want('食堂', 22, 12, 1, 1)],
  kindergarten: [want('教学楼', 44, 15, 3, 1, { wing: 12 }), want('活动楼', 26, 13, 2, 1)],
};

export interface Campus {
  readonly buildings: Building[];
  /** Sports ground, if there is one. */
  readonly field: Point[] | null;
  /** Lake, if there is one. */
  readonly lake: Point[] | null;
}

export function campus(ground: Ground, kind: keyof typeof PROGRAMME, random: Random): Campus {
  const angle = bearing(ground.ring);
  const field = kind === 'school' || kind === 'sports' ? sportsGround(ground, angle) : null;
  const lake = kind === 'park' ? parkLake(ground, random) : null;
  const buildings = PROGRAMME[kind].flatMap((wanted) => {
    const rows = fillRows(ground, {
      angle,
      rowGap: 24,
      gap: 16,
      size: () => wanted.size,
      shape: (box) => (wanted.wing ? withWing(box, wanted.wing, random.chance(0.5)) : [box]),
      most: wanted.count,
      clear: 11,
    });
    return rows.map((boxes, i) => {
      const name = wanted.count > 1 ? `${i + 1}号${wanted.name}` : wanted.name;
      const use = kind === 'factory' ? ('works' as const) : ('institution' as const);
      return building({ use, boxes, storeys: wanted.storeys, shops: wanted.shops ?? 0, name });
    });
  });
  return { buildings, field, lake };
}

/** An oval running track, large where it fits, else small. */
function sportsGround(ground: Ground, angle: number): Point[] | null {
  for (const [length, width] of [
    [170, 88],
    [120, 64],
    [84, 46],
  ] as const) {
    for (const turn of [Math.PI / 2, 0]) {
      const boxes = fillRows(ground, {
        angle: angle + turn,
        rowGap: 30,
        gap: 20,
        size: () => [length, width],
        most: 1,
        clear: 10,
      })[0];
      if (boxes) return oval(boxes[0] as OrientedBox);
    }
  }
  return null;
}

function oval(box: OrientedBox): Point[] {
  const straight = box.half[0] - box.half[1];
  const end = (side: 1 | -1): Point[] =>
    Array.from({ length: 9 }, (_, i) => {
      const a = (i / 8 - 0.5) * Math.PI + (side === 1 ? 0 : Math.PI);
      const p: Point = [side * straight + Math.cos(a) * box.half[1], Math.sin(a) * box.half[1]];
      const d = polar(box.angle, 1);
      return [box.centre[0] + p[0] * d[0] - p[1] * d[1], box.centre[1] + p[0] * d[1] + p[1] * d[0]];
    });
  return [...end(1), ...end(-1)];
}

function parkLake(ground: Ground, random: Random): Point[] | null {
  if (ground.sides.some((s) => s.kind === 'river')) return null;
  const centre = deepestPoint(ground.ring, 20);
  const radius = distanceToRing(centre, ground.ring);
  const lake = blob(random, centre, radius * 0.68, radius * 0.46, random.between(0, 3), 28);
  const box: OrientedBox = { centre, half: [radius * 0.72, radius * 0.72], angle: 0 };
  ground.keep([box], 0);
  return lake;
}
