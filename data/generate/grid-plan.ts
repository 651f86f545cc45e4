/**
 * The grids of the demo county as they are planned: every plot built up, with the households wanted of it. Codes, names
 * and staff come later.
 */
import type { Building } from './building.ts';
import { campus } from './campus.ts';
import type { Site } from './districts.ts';
import { Ground, type Side } from './ground.ts';
import { shareHouseholds, wantedHouseholds } from './households.ts';
import type { Mesh } from './mesh.ts';
import type { Lane } from './parcels.ts';
import { area, type Point } from './plane.ts';
import type { Plot } from './plots.ts';
import { buildQuarter, type Parcel } from './quarter.ts';
import type { Random } from './random.ts';
import type { RoadNames } from './road-names.ts';
import { buildVillage } from './village.ts';

/** Buildings that belong together: a compound, a yard, a row of old houses, a site, a hamlet. */
export interface Group {
  readonly use: Parcel['use'] | 'site' | 'hamlet';
  readonly sides: readonly Side[];
  readonly wall: readonly Point[] | null;
  readonly buildings: Building[];
}

export interface GridPlan {
  /** Faces of the mesh: one, or several once micro grids are cut out of it. */
  readonly faces: number[];
  readonly community: string;
  readonly plot: Plot;
  readonly site: Site | null;
  readonly wanted: number;
  readonly groups: readonly Group[];
}

/** What the base map shows besides roads and compounds. */
export interface Ornaments {
  readonly lanes: Lane[];
  readonly ponds: { name: string | null; ring: readonly Point[] }[];
  readonly greens: { name: string | null; ring: readonly Point[] }[];
}

const BUILDINGS = 3_000;

export function planGrids(
  mesh: Mesh,
  plots: readonly Plot[],
  names: RoadNames,
  random: Random,
): { grids: GridPlan[]; ornaments: Ornaments } {
  const ornaments: Ornaments = { lanes: [], ponds: [], greens: [] };
  const wanted = wantedHouseholds(
    plots,
    plots.map((p) => area(mesh.ring(p.face)) / 10_000),
    random.branch('households'),
  );
  const town = plots.map((plot, i): GridPlan | null => {
    const sides = sidesOf(mesh, plot.face);
    const own = random.branch(`plot ${i}`);
    const common = {
      faces: [plot.face],
      community: plot.community,
      plot,
      site: plot.site,
      wanted: wanted[i] as number,
    };
    if (plot.site) return { ...common, groups: [siteGroup(plot.site, sides, own, ornaments)] };
    if (plot.style === 'village') return null;
    const quarter = buildQuarter(sides, plot.style, common.wanted, own, () => names.take('lane', false));
    ornaments.lanes.push(...quarter.lanes);
    return { ...common, groups: quarter.parcels.map((p) => ({ ...p, buildings: [...p.buildings] })) };
  });
  let left = BUILDINGS - town.flatMap((g) => g?.groups ?? []).reduce((sum, g) => sum + g.buildings.length, 0);
  let open = town.filter((g) => g === null).length;
  const offices = new Set<string>();
  const grids = town.map((grid, i): GridPlan => {
    if (grid) return grid;
    const plot = plots[i] as Plot;
    const sides = sidesOf(mesh, plot.face);
    const hasOffice = !offices.has(plot.community);
    offices.add(plot.community);
    const village = buildVillage(sides, Math.round(left / open), hasOffice, random.branch(`plot ${i}`));
    const groups = village.hamlets.map(
      (h): Group => ({ use: 'hamlet', sides, wall: null, buildings: [...h.buildings] }),
    );
    left -= groups.reduce((sum, g) => sum + g.buildings.length, 0);
    open -= 1;
    ornaments.lanes.push(...village.lanes.map((points) => ({ name: null, points })));
    ornaments.ponds.push(...village.ponds.map((ring) => ({ name: null, ring })));
    ornaments.greens.push(...village.woods.map((ring) => ({ name: null, ring })));
    return { faces: [plot.face], community: plot.community, plot, site: null, wanted: wanted[i] as number, groups };
  });
  shareHouseholds(grids, random.branch('share'));
  return { grids, ornaments };
}

export function buildingsOf(grid: GridPlan): Building[] {
  return grid.groups.flatMap((g) => g.buildings);
}

function sidesOf(mesh: Mesh, face: number): Side[] {
  return mesh.loop(face).map((h) => {
    const line = mesh.lineAt(h);
    return { point: mesh.position(h), kind: line.kind, road: line.kind === 'river' ? null : line.name };
  });
}

function siteGroup(site: Site, sides: readonly Side[], random: Random, ornaments: Ornaments): Group {
  const ground = new Ground(sides);
  ground.keepSides();
  const made = campus(ground, site.kind, random);
  if (made.lake) ornaments.ponds.push({ name: lakeName(site), ring: made.lake });
  if (made.field) ornaments.greens.push({ name: `${site.name}运动场`, ring: made.field });
  return { use: 'site', sides, wall: null, buildings: made.buildings };
}

function lakeName(site: Site): string {
  return site.name.endsWith('湖公园') ? site.name.slice(0, -2) : '荷花池';
}

/** A point inside a footprint, near its middle: the middle of the main box. */
export function buildingPoint(made: Building): Point {
  return (made.boxes[0] as Building['boxes'][number]).centre;
}
