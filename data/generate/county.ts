/** The whole county in memory: grids with codes, names, staff and borders, buildings with codes and addresses. */
import { Addresses, gate, nearestFront } from './addresses.ts';
import type { Building } from './building.ts';
import { COMMUNITIES, type Site } from './districts.ts';
import { buildingPoint, type GridPlan, type Group, type Ornaments, planGrids } from './grid-plan.ts';
import type { Mesh } from './mesh.ts';
import { cutMicroGrids } from './micro-grids.ts';
import { Names } from './names.ts';
import { digits, numberingOrder } from './numbering.ts';
import { area, deepestPoint, type Point } from './plane.ts';
import { layOut } from './plots.ts';
import { Random } from './random.ts';

export interface Staff {
  readonly name: string;
  readonly phone: string;
}

export interface Grid {
  readonly code: string;
  readonly name: string;
  readonly kind: 'basic' | 'dedicated' | 'micro';
  /** The community, or the grid of a micro grid. */
  readonly parent: string;
  leader: Staff | null;
  worker: Staff | null;
  readonly faces: readonly number[];
  /** Lattice rings: the shell first. Planted defects change these and nothing else. */
  rings: Point[][];
}

export interface NamedGroup extends Group {
  readonly name: string | null;
  readonly community: string;
  readonly site: Site | null;
  readonly grid: string;
}

export interface County {
  readonly mesh: Mesh;
  readonly grids: Grid[];
  readonly groups: NamedGroup[];
  /** Codes of the buildings, 5 digits inside the community. */
  readonly codes: Map<Building, string>;
  readonly ornaments: Ornaments;
  readonly names: Names;
}

const MICRO_PARENTS = 15;

export function buildCounty(seed: number): County {
  const random = new Random(seed);
  const { mesh, plots, names: roads } = layOut(random.branch('plots'));
  const { grids: plans, ornaments } = planGrids(mesh, plots, roads, random.branch('grids'));
  const cut = new Set(cutMicroGrids(mesh, plans, MICRO_PARENTS, random.branch('micro')));
  const names = new Names(random.branch('names'));
  const addresses = new Addresses(mesh, ornaments.lanes);
  const grids: Grid[] = [];
  const groups: NamedGroup[] = [];
  let phone = 8_100_000;
  const staff = (): Staff => {
    phone += random.whole(3, 17);
    return { name: names.person(), phone: `0000-${phone}` };
  };
  for (const community of COMMUNITIES) {
    const mine = plans.filter((p) => p.community === community.code);
    for (const [kind, first] of [
      ['basic', 1],
      ['dedicated', 801],
    ] as const) {
      const ofKind = mine.filter((p) => (p.site !== null) === (kind === 'dedicated'));
      inOrder(mesh, ofKind).forEach((plan, i) => {
        const code = community.code + digits(first + i, 3);
        const named = plan.groups.map((g) => nameGroup(g, plan, code, names));
        groups.push(...named);
        named.forEach((group) => {
          addressGroup(group, community.name, addresses);
        });
        const parent: Grid = {
          code,
          name: gridName(plan, named, i + 1),
          kind,
          parent: community.code,
          leader: staff(),
          worker: staff(),
          faces: plan.faces,
          rings: ringsOf(mesh, plan.faces),
        };
        grids.push(parent);
        if (cut.has(plan)) grids.push(...microGrids(mesh, parent, staff));
      });
    }
  }
  return { mesh, grids, groups, codes: buildingCodes(groups), ornaments, names };
}

/** Rings on the lattice, the shell first. */
export function ringsOf(mesh: Mesh, faces: readonly number[]): Point[][] {
  const set = new Set(faces);
  const loops = mesh.outline((f) => set.has(f), faces);
  return loops
    .map((loop) => loop.map((h) => mesh.vertices[mesh.origin[h] as number] as Point))
    .sort((a, b) => area(b) - area(a));
}

function inOrder(mesh: Mesh, plans: readonly GridPlan[]): GridPlan[] {
  const shell = (p: GridPlan): Point[] => ringsOf(mesh, p.faces)[0] as Point[];
  const points = new Map(plans.map((p) => [p, deepestPoint(shell(p))]));
  const height = (p: GridPlan): number => {
    const ys = shell(p).map((q) => q[1]);
    return Math.max(...ys) - Math.min(...ys);
  };
  return numberingOrder(plans, (p) => points.get(p) as Point, height);
}

function microGrids(mesh: Mesh, parent: Grid, staff: () => Staff): Grid[] {
  const faces = numberingOrder(
    [...parent.faces],
    (f) => deepestPoint(mesh.ring(f)),
    (f) => {
      const ys = mesh.ring(f).map((p) => p[1]);
      return Math.max(...ys) - Math.min(...ys);
    },
  );
  return faces.map((face, i) => ({
    code: parent.code + digits(i + 1, 2),
    name: `${parent.name}第${i + 1}微网格`,
    kind: 'micro',
    parent: parent.code,
    leader: parent.leader,
    worker: staff(),
    faces: [face],
    rings: ringsOf(mesh, [face]),
  }));
}

function nameGroup(group: Group, plan: GridPlan, grid: string, names: Names): NamedGroup {
  const storeys = Math.max(0, ...group.buildings.filter((b) => b.use === 'residence').map((b) => b.storeys));
  const name = {
    flats: () => (storeys > 0 ? names.compound(storeys) : null),
    old: () => null,
    'office-yard': () => names.office(),
    kindergarten: () => names.kindergarten(),
    site: () => (plan.site as Site).name,
    hamlet: () => names.hamlet(),
  }[group.use]();
  return { ...group, name, community: plan.community, site: plan.site, grid };
}

function gridName(plan: GridPlan, groups: readonly NamedGroup[], number: number): string {
  if (plan.site) return `${plan.site.name}专属网格`;
  const compounds = groups.filter((g) => (g.use === 'flats' || g.use === 'hamlet') && g.name);
  const first = compounds[0];
  const isOne = first && (compounds.length === 1 || first.use === 'hamlet');
  return isOne ? `${first.name}网格` : `第${number}网格`;
}

function addressGroup(group: NamedGroup, community: string, addresses: Addresses): void {
  const way = gate(group.sides);
  const middle = deepestPoint(group.sides.map((s) => s.point));
  const isCompound = group.use === 'flats';
  let base: string | null = null;
  const ordered = numberingOrder(group.buildings, buildingPoint, () => 30);
  let [homes, houses] = [0, 0];
  for (const made of ordered) {
    const front = nearestFront(group.sides, buildingPoint(made));
    if (group.use === 'hamlet') {
      made.compound = group.name;
      made.address = `${community}${group.name}${++houses}号`;
      if (made.name === '村部') made.name = `${community}村部`;
    } else if (made.use === 'shops' || made.use === 'house') {
      made.address = front ? addresses.number(front, buildingPoint(made)) : `${community}${group.name ?? ''}`;
    } else {
      base ??= way ? addresses.number(way, middle) : community;
      made.compound = group.name;
      made.address = isCompound ? `${base}${group.name}${++homes}栋` : `${base}${group.name}${made.name}`;
      if (isCompound) made.name = `${group.name}${homes}栋`;
    }
  }
}

function buildingCodes(groups: readonly NamedGroup[]): Map<Building, string> {
  const codes = new Map<Building, string>();
  const last = new Map<string, number>();
  for (const group of groups) {
    for (const made of numberingOrder(group.buildings, buildingPoint, () => 30)) {
      const number = (last.get(group.community) ?? 0) + 1;
      last.set(group.community, number);
      codes.set(made, group.community + digits(number, 5));
    }
  }
  return codes;
}
