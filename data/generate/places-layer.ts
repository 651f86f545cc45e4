/**
 * places.geojson: buildings (footprints), their units, shops, organizations and service points (points). Households and
 * shops are counts; each is counted once: a shop listed as a place of its own is not in the count of its building.
 */
import { type Building, footprint } from './building.ts';
import type { County, NamedGroup } from './county.ts';
import { COMMUNITIES } from './districts.ts';
import { drawnPoint, drawnPolygon, type Feature } from './geojson-text.ts';
import { buildingPoint } from './grid-plan.ts';
import { digits } from './numbering.ts';
import { add, distance, type Point, rotate } from './plane.ts';
import type { Random } from './random.ts';

/** Communities without a service point of their own yet, and with a second one. */
const WITHOUT_SERVICE = '341921200201';
const WITH_TWO = '341921100004';

export function placesLayer(county: County, uncounted: ReadonlySet<Building>, random: Random): Feature[] {
  const counters = new Map<string, number>();
  const code = (community: string, letter: string): string => {
    const key = community + letter;
    counters.set(key, (counters.get(key) ?? 0) + 1);
    return key + digits(counters.get(key) as number, 4);
  };
  const services = serviceBuildings(county);
  return county.groups.flatMap((group) =>
    group.buildings.flatMap((made) => {
      const listed = listedShops(made, random);
      const shops = listed.map((i): Feature => shopPlace(county, group, made, i, code(group.community, 'S')));
      const service = services.get(made);
      const people = service
        ? [servicePlace(made, service, code(group.community, 'F'))]
        : organization(county, group, made, (letter) => code(group.community, letter));
      return [...buildingPlaces(county, group, made, uncounted.has(made), listed.length), ...shops, ...people];
    }),
  );
}

function buildingPlaces(
  county: County,
  group: NamedGroup,
  made: Building,
  isUncounted: boolean,
  listedShops: number,
): Feature[] {
  const code = county.codes.get(made) as string;
  const common = { address: made.address, compound: made.compound ?? undefined };
  const units = made.units.map((unit, i): Feature => {
    const name = `${made.name ?? made.address}${i + 1}单元`;
    const own = {
      code: code + digits(i + 1, 2),
      kind: 'unit',
      name,
      ...common,
      address: `${made.address}${i + 1}单元`,
    };
    return { properties: { ...own, parentCode: code, households: unit.households }, geometry: drawnPoint(unit.at) };
  });
  const body: Feature = {
    properties: {
      code,
      kind: 'building',
      name: made.name ?? made.address,
      ...common,
      households: isUncounted ? null : made.households,
      shops: made.shops - listedShops,
      storeys: made.storeys,
      accuracyM: group.use === 'hamlet' ? 3 : undefined,
    },
    geometry: drawnPolygon(footprint(made)),
  };
  return [body, ...units];
}

/** Which doors of a shop front are listed singly. */
function listedShops(made: Building, random: Random): number[] {
  if (made.use !== 'shops') return [];
  return Array.from({ length: made.shops }, (_, i) => i).filter(() => random.chance(0.24));
}

function shopPlace(county: County, group: NamedGroup, made: Building, door: number, code: string): Feature {
  const box = made.boxes[0] as Building['boxes'][number];
  const x = ((door + 0.5) / made.shops) * 2 - 1;
  const at = add(box.centre, rotate([x * (box.half[0] - 1), -box.half[1] * 0.3], box.angle));
  const compound = group.use === 'flats' ? (group.name ?? undefined) : undefined;
  const address = `${made.address}附${door + 1}号`;
  return {
    properties: { code, kind: 'shop', name: county.names.shop(), address, compound, households: 0, shops: 1 },
    geometry: drawnPoint(at),
  };
}

/** Offices, schools, sites: one place at the main building; works: a firm in every hall. */
function organization(county: County, group: NamedGroup, made: Building, code: (letter: string) => string): Feature[] {
  const isMain = group.buildings.find((b) => b.use === 'institution' || b.use === 'works') === made;
  const isFirm = made.use === 'works' && group.site?.name.includes('经济开发区') && made.name?.includes('厂房');
  if (group.use === 'flats' || group.use === 'old' || group.use === 'hamlet' || !(isMain || isFirm)) return [];
  const name = isFirm && !isMain ? county.names.firm() : group.name;
  return [
    {
      properties: { code: code('O'), kind: 'organization', name, address: made.address, households: 0, shops: 0 },
      geometry: drawnPoint(buildingPoint(made)),
    },
  ];
}

function servicePlace(made: Building, name: string, code: string): Feature {
  return {
    properties: { code, kind: 'service-point', name, address: made.address, households: 0, shops: 0 },
    geometry: drawnPoint(buildingPoint(made)),
  };
}

/** The village office, or a shop front near the middle of the community, takes the service point. */
function serviceBuildings(county: County): Map<Building, string> {
  const chosen = new Map<Building, string>();
  for (const community of COMMUNITIES) {
    if (community.code === WITHOUT_SERVICE) continue;
    const groups = county.groups.filter((g) => g.community === community.code);
    const all = groups.flatMap((g) => g.buildings);
    const middle = middleOf(all.map(buildingPoint));
    const office = all.find((b) => b.name?.endsWith('村部'));
    const fronts = all
      .filter((b) => b.use === 'shops')
      .sort((a, b) => distance(buildingPoint(a), middle) - distance(buildingPoint(b), middle));
    const main = office ?? fronts[0];
    if (main) chosen.set(main, `${community.name}党群服务中心`);
    const second = fronts[Math.floor(fronts.length / 2)];
    if (community.code === WITH_TWO && second) chosen.set(second, `${community.name}便民服务站`);
  }
  return chosen;
}

/** The middle of the box around some points. */
function middleOf(points: readonly Point[]): Point {
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}
