/**
 * From the drawn lines to plots: every plot is one face of the mesh and becomes one grid. A community is cut, heaviest
 * piece first, until it has the number of basic grids planned for it; the sites keep a plot of their own.
 */
import { arrange } from './arrangement.ts';
import { COMMUNITIES, type Community, DISTRICTS, SITES, type Site, type Style } from './districts.ts';
import { drawnLines } from './layout.ts';
import type { Mesh } from './mesh.ts';
import { area, contains } from './plane.ts';
import type { Random } from './random.ts';
import { RoadNames } from './road-names.ts';
import { type CutStyle, cutFace } from './subdivision.ts';

export interface Plot {
  readonly face: number;
  readonly community: string;
  readonly style: Style;
  readonly site: Site | null;
}

/** Households a hectare holds, for sharing a community out evenly. */
const DENSITY: Record<Style, number> = {
  'old-town': 62,
  'walk-up': 80,
  'mid-rise': 90,
  tower: 100,
  village: 1,
  riverside: 0,
};

const HECTARE = 10_000;

export function layOut(random: Random): { mesh: Mesh; plots: Plot[]; names: RoadNames } {
  const mesh = arrange(drawnLines());
  const plots = districtPlots(mesh);
  const names = new RoadNames();
  const sites = new Map<number, Site>();
  for (const site of SITES) freeSite(mesh, plots, sites, site, names, random);
  for (const community of COMMUNITIES) fillCommunity(mesh, plots, sites, community, names, random);
  return { mesh, names, plots: plots.map((p) => ({ ...p, site: sites.get(p.face) ?? null })) };
}

function districtPlots(mesh: Mesh): Plot[] {
  const rings = mesh.faces.map((_, face) => mesh.ring(face));
  const plots = DISTRICTS.map(({ inside, community, style }): Plot => {
    const face = rings.findIndex((ring, i) => i > 0 && contains(ring, inside));
    return { face, community, style, site: null };
  });
  const known = new Set(plots.map((p) => p.face));
  if (known.size !== mesh.faces.length - 1 || plots.length !== known.size || known.has(-1))
    throw new Error(
      `${mesh.faces.length - 1} pieces of ground, ${plots.length} districts, ${known.size} of them apart`,
    );
  return plots;
}

/** Cuts around a site until its plot is small enough. */
function freeSite(
  mesh: Mesh,
  plots: Plot[],
  sites: Map<number, Site>,
  site: Site,
  names: RoadNames,
  random: Random,
): void {
  for (;;) {
    const plot = plots.find((p) => contains(mesh.ring(p.face), site.inside));
    if (!plot) throw new Error(`${site.name} lies outside the county`);
    const size = area(mesh.ring(plot.face)) / HECTARE;
    if (size <= site.hectares * 1.3 || !cut(mesh, plots, plot, names, random)) {
      sites.set(plot.face, site);
      return;
    }
  }
}

function fillCommunity(
  mesh: Mesh,
  plots: Plot[],
  sites: ReadonlyMap<number, Site>,
  community: Community,
  names: RoadNames,
  random: Random,
): void {
  const stuck = new Set<number>();
  for (;;) {
    const open = plots.filter((p) => p.community === community.code && !sites.has(p.face));
    if (open.length === community.basicGrids) return;
    const weight = (p: Plot): number => area(mesh.ring(p.face)) * DENSITY[p.style];
    const heaviest = open.filter((p) => !stuck.has(p.face)).sort((a, b) => weight(b) - weight(a))[0];
    if (!heaviest || open.length > community.basicGrids)
      throw new Error(`${community.name}: ${open.length} plots for ${community.basicGrids} grids`);
    if (!cut(mesh, plots, heaviest, names, random)) stuck.add(heaviest.face);
  }
}

function cut(mesh: Mesh, plots: Plot[], plot: Plot, names: RoadNames, random: Random): boolean {
  const isVillage = plot.style === 'village';
  const style = isVillage ? villageCut(mesh, plot) : townCut(mesh, plot, random);
  const added = cutFace(mesh, plot.face, style, random, (kind) => names.take(kind, isVillage));
  if (added === null) return false;
  plots.push({ ...plot, face: added });
  return true;
}

function townCut(mesh: Mesh, plot: Plot, random: Random): CutStyle {
  const size = area(mesh.ring(plot.face)) / HECTARE;
  const bend = plot.style === 'old-town' ? 0.07 : 0.02;
  if (size > 10 || (size > 6.5 && random.chance(0.6))) return { kind: 'street', bend, tie: 60, balance: 0.34 };
  if (plot.style === 'old-town' || random.chance(0.4)) return { kind: 'lane', bend, tie: 45, balance: 0.36 };
  return { kind: 'wall', bend: 0, tie: 30, balance: 0.4 };
}

function villageCut(mesh: Mesh, plot: Plot): CutStyle {
  const isWide = area(mesh.ring(plot.face)) / HECTARE > 150;
  return { kind: isWide ? 'lane' : 'ridge', bend: 0.09, tie: 120, balance: 0.32 };
}
