/**
 * The clean county that damage is put into: squares of grids in rows, an exact coverage, its outline as universe. It is cut
 * into plots of three by three grids; a defect stays within its plot, so that several at once never meet.
 */
import { type Child, checkChildren } from '../../../server/geometry/child-check.ts';
import { type CoverageFinding, type CoverageInput, checkCoverage } from '../../../server/geometry/coverage.ts';
import { dissolve } from '../../../server/geometry/dissolve.ts';
import type { MultiPolygon } from '../../../server/geometry/polygon.ts';
import { syntheticCounty } from '../synthetic-county.ts';

export interface Building {
  readonly code: string;
  readonly x: number;
  readonly y: number;
  readonly households: number;
  readonly accuracyM?: number;
  readonly footprint?: MultiPolygon;
}

export interface Scene {
  readonly plotsAcross: number;
  readonly grids: Map<string, MultiPolygon>;
  /** Micro grids, each with its parent among the grids. */
  readonly micros: Child[];
  universe: MultiPolygon;
  readonly buildings: Building[];
}

export interface Plot {
  readonly across: number;
  readonly up: number;
}

/** `plotsAcross` squared plots, nine grids each. */
export function cleanScene(plotsAcross: number, seed: number, vertices = 16): Scene {
  const side = 3 * plotsAcross;
  const shapes = syntheticCounty({ grids: side * side, vertices, seed });
  const grids = new Map(shapes.map((shape, i) => [codeOf(Math.floor(i / side), i % side), shape]));
  return { plotsAcross, grids, micros: [], universe: dissolve(shapes), buildings: [] };
}

export function codeOf(row: number, col: number): string {
  return `g${String(row).padStart(3, '0')}${String(col).padStart(3, '0')}`;
}

/** The grid of a plot: 0, 0 is its middle one. */
export function gridOf({ across, up }: Plot, dx = 0, dy = 0): string {
  return codeOf(3 * up + 1 + dy, 3 * across + 1 + dx);
}

export function plotsOf({ plotsAcross }: Scene): Plot[] {
  return Array.from({ length: plotsAcross ** 2 }, (_, i) => ({
    across: i % plotsAcross,
    up: Math.floor(i / plotsAcross),
  }));
}

/** The code of a grid that a defect adds to the plot. */
export function newCode({ across, up }: Plot): string {
  return `x${String(up).padStart(3, '0')}${String(across).padStart(3, '0')}`;
}

/** Where the outline of the county runs along the plot: the grid there, or null for an inner plot. */
export function outerGrid(scene: Scene, plot: Plot): string | null {
  const last = scene.plotsAcross - 1;
  if (plot.up === 0) return gridOf(plot, 0, -1);
  if (plot.up === last) return gridOf(plot, 0, 1);
  if (plot.across === 0) return gridOf(plot, -1, 0);
  return plot.across === last ? gridOf(plot, 1, 0) : null;
}

/** What the check is asked about the scene. */
export function inputOf(scene: Scene, withUniverse: boolean): CoverageInput {
  const { grids, universe, buildings } = scene;
  return {
    grids: [...grids].map(([code, polygons]) => ({ code, polygons })),
    ...(withUniverse ? { universe } : {}),
    points: {
      xy: Int32Array.from(buildings.flatMap(({ x, y }) => [x, y])),
      households: Int32Array.from(buildings, ({ households }) => households),
      codes: buildings.map(({ code }) => code),
      accuracyM: Float64Array.from(buildings, ({ accuracyM }) => accuracyM ?? Number.NaN),
      footprints: buildings.map(({ footprint }) => footprint ?? null),
    },
    minAreaM2: 0,
  };
}

/** Everything that is said of the scene: of its grids and buildings, and of micro grids in their grids. */
export function findingsOf(scene: Scene, withUniverse: boolean): readonly CoverageFinding[] {
  const input = inputOf(scene, withUniverse);
  const { micros: children } = scene;
  const { findings } = checkCoverage(input);
  return children.length === 0
    ? findings
    : [...findings, ...checkChildren({ children, parents: input.grids, minAreaM2: 0 }).findings];
}
