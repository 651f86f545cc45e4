/**
 * What stands where in the demo county: towns and communities with how many basic grids each gets, the character of each
 * piece of ground between the drawn lines (named by a point inside it), and the sites with a grid of their own.
 */
import type { Point } from './plane.ts';

/** How a piece of ground is built up; it decides density and the shape of its buildings. */
export type Style = 'old-town' | 'walk-up' | 'mid-rise' | 'tower' | 'village' | 'riverside';

export type SiteKind = 'park' | 'school' | 'hospital' | 'market' | 'factory' | 'office' | 'sports' | 'station';

export interface Town {
  readonly code: string;
  readonly name: string;
}

export interface Community {
  readonly code: string;
  readonly name: string;
  readonly basicGrids: number;
}

export interface District {
  readonly inside: Point;
  readonly community: string;
  readonly style: Style;
}

/** Ground with a responsible body of its own: becomes a dedicated grid of at most `hectares`. */
export interface Site {
  readonly inside: Point;
  readonly kind: SiteKind;
  readonly name: string;
  readonly hectares: number;
}

/** Anhui has the prefecture numbers 01–18; 3419 was given to none, so 341921 is well formed and belongs to nobody. */
export const COUNTY = { code: '341921', name: '青澜县' };

export const TOWNS: readonly Town[] = [
  { code: '341921001', name: '澜城街道' },
  { code: '341921100', name: '桐溪镇' },
  { code: '341921200', name: '石岭乡' },
];

export const COMMUNITIES: readonly Community[] = [
  { code: '341921001001', name: '工农社区', basicGrids: 15 },
  { code: '341921001002', name: '西门社区', basicGrids: 16 },
  { code: '341921001003', name: '建设路社区', basicGrids: 16 },
  { code: '341921001004', name: '文昌社区', basicGrids: 17 },
  { code: '341921100001', name: '学府社区', basicGrids: 15 },
  { code: '341921100002', name: '东门社区', basicGrids: 16 },
  { code: '341921100003', name: '江南社区', basicGrids: 13 },
  { code: '341921100004', name: '望月社区', basicGrids: 20 },
  { code: '341921100200', name: '东圩村', basicGrids: 4 },
  { code: '341921100201', name: '南冲村', basicGrids: 5 },
  { code: '341921200200', name: '石岭村', basicGrids: 4 },
  { code: '341921200201', name: '茶岗村', basicGrids: 5 },
  { code: '341921200202', name: '沙洲村', basicGrids: 4 },
];

const [GONGNONG, XIMEN, JIANSHE, WENCHANG] = ['341921001001', '341921001002', '341921001003', '341921001004'] as const;
const [XUEFU, DONGMEN, JIANGNAN, WANGYUE] = ['341921100001', '341921100002', '341921100003', '341921100004'] as const;

const place = (x: number, y: number, community: string, style: Style): District => ({
  inside: [x, y],
  community,
  style,
});

export const DISTRICTS: readonly District[] = [
  place(-1229, 867, GONGNONG, 'walk-up'),
  place(-825, 928, GONGNONG, 'walk-up'),
  place(-1255, 503, GONGNONG, 'walk-up'),
  place(-812, 497, GONGNONG, 'mid-rise'),
  place(-1323, 181, XIMEN, 'walk-up'),
  place(-802, 135, XIMEN, 'walk-up'),
  place(-1268, -87, XIMEN, 'walk-up'),
  place(-844, -194, XIMEN, 'old-town'),
  place(-1290, -301, XIMEN, 'riverside'),
  place(-335, 924, JIANSHE, 'walk-up'),
  place(220, 933, JIANSHE, 'mid-rise'),
  place(-282, 491, JIANSHE, 'walk-up'),
  place(220, 525, JIANSHE, 'mid-rise'),
  place(-240, 119, WENCHANG, 'walk-up'),
  place(166, 163, WENCHANG, 'walk-up'),
  place(-316, -237, WENCHANG, 'old-town'),
  place(260, -154, WENCHANG, 'old-town'),
  place(-384, -494, WENCHANG, 'riverside'),
  place(161, -413, WENCHANG, 'riverside'),
  place(654, 1015, XUEFU, 'mid-rise'),
  place(972, 860, XUEFU, 'tower'),
  place(1255, 882, XUEFU, 'tower'),
  place(760, 555, XUEFU, 'walk-up'),
  place(1346, 525, XUEFU, 'mid-rise'),
  place(674, 230, DONGMEN, 'walk-up'),
  place(1374, 222, DONGMEN, 'mid-rise'),
  place(841, -35, DONGMEN, 'walk-up'),
  place(1470, -47, DONGMEN, 'tower'),
  place(1032, -206, DONGMEN, 'riverside'),
  place(-877, -827, JIANGNAN, 'walk-up'),
  place(-837, -1192, JIANGNAN, 'walk-up'),
  place(-354, -864, JIANGNAN, 'mid-rise'),
  place(-311, -1233, JIANGNAN, 'walk-up'),
  place(-774, -585, JIANGNAN, 'riverside'),
  place(-444, -619, JIANGNAN, 'riverside'),
  place(273, -759, WANGYUE, 'mid-rise'),
  place(209, -1188, WANGYUE, 'walk-up'),
  place(830, -671, WANGYUE, 'tower'),
  place(855, -1130, WANGYUE, 'mid-rise'),
  place(1359, -693, WANGYUE, 'tower'),
  place(1285, -1121, WANGYUE, 'tower'),
  place(774, -396, WANGYUE, 'riverside'),
  place(2847, -267, '341921100200', 'village'),
  place(1935, 258, '341921100200', 'village'),
  place(-2113, -1043, '341921100201', 'village'),
  place(2169, -1580, '341921100201', 'village'),
  place(-2120, 1265, '341921200200', 'village'),
  place(2289, 1466, '341921200201', 'village'),
  place(-3390, 742, '341921200202', 'village'),
  place(-1757, 166, '341921200202', 'village'),
];

const site = (x: number, y: number, kind: SiteKind, name: string, hectares: number): Site => ({
  inside: [x, y],
  kind,
  name,
  hectares,
});

export const SITES: readonly Site[] = [
  site(-1273, 912, 'school', '青澜县职业教育中心', 7),
  site(-705, 516, 'factory', '青澜纺织厂', 8),
  site(-877, 198, 'hospital', '青澜县中医院', 3.5),
  site(-1290, -301, 'park', '西门滩湿地公园', 60),
  site(-361, 972, 'park', '人民公园', 14),
  site(224, 1015, 'office', '青澜县政务服务中心', 5),
  site(258, 215, 'hospital', '青澜县人民医院', 5),
  site(-284, 163, 'market', '青澜中心农贸市场', 3.2),
  site(-384, -494, 'park', '滨江公园', 60),
  site(161, -413, 'park', '望江公园', 60),
  site(800, 550, 'school', '青澜县第一中学', 9),
  site(1273, 550, 'market', '万和商贸城', 5),
  site(1393, 224, 'sports', '青澜县体育中心', 7),
  site(1032, -206, 'park', '东门江滩公园', 60),
  site(-877, -869, 'school', '青澜县实验学校', 7),
  site(-774, -585, 'park', '江南绿道西园', 60),
  site(-444, -619, 'park', '江南绿道东园', 60),
  site(258, -740, 'office', '青澜市民中心', 6),
  site(826, -740, 'park', '栖月湖公园', 16),
  site(774, -396, 'park', '栖月江滩公园', 60),
  site(1935, 258, 'station', '青澜客运枢纽', 18),
  site(-1720, 241, 'factory', '青澜经济开发区一区', 26),
  site(-2021, 284, 'factory', '青澜经济开发区二区', 26),
];
