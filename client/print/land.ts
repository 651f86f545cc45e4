/** What a map on paper is drawn of: shapes with codes on one plane, the base map and borders of areas around them. Pure. */
import type { BorderedArea } from '../../server/contract/areas.ts';
import type { Surface } from '../../server/contract/geometry.ts';
import type { BaseFeature } from '../api/atlas.ts';
import { labelPoint } from '../map/label-point.ts';
import { boundsOf } from '../state/bounds-of.ts';
import { baseIn } from './base-in.ts';
import { borderPath } from './border-path.ts';
import type { Size } from './page-sizes.ts';
import { type Paper, paperOf } from './paper.ts';
import { around, type Box, type PointOf, planeAt, shapeOf } from './plane.ts';
import type { LabelledShape } from './shape-labels.ts';
import { shapePath } from './shape-path.ts';

export interface Land {
  readonly pointOf: PointOf;
  readonly shapes: readonly LabelledShape[];
  readonly box: Box;
}

export interface Coded {
  readonly code: string;
  readonly geometry: Surface;
}

/** `more`: surfaces that the map shows besides, such as the border of the area. */
export function landOf(coded: readonly Coded[], more: readonly Surface[] = []): Land {
  const bounds = [...coded.map(({ geometry }) => geometry), ...more].flatMap((one) => {
    const found = boundsOf(one);
    return found === null ? [] : [found];
  });
  const middle = (low: 0 | 1, high: 2 | 3) =>
    bounds.length === 0 ? 0 : (Math.min(...bounds.map((b) => b[low])) + Math.max(...bounds.map((b) => b[high]))) / 2;
  const pointOf = planeAt([middle(0, 2), middle(1, 3)]);
  const shapes = coded.map(({ code, geometry }): LabelledShape => {
    const shape = shapeOf(geometry, pointOf);
    const at = labelPoint(geometry);
    const { west, east, north, south } = shape.box;
    return { code, ...shape, label: at === null ? { x: (west + east) / 2, y: (north + south) / 2 } : pointOf(...at) };
  });
  const boxes = [...shapes.map(({ box }) => box), ...more.map((one) => shapeOf(one, pointOf).box)];
  return { pointOf, shapes, box: around(boxes) };
}

export interface Scene extends Land {
  readonly paper: Paper;
  /** What of it the frame shows. */
  readonly base: readonly BaseFeature[];
  /** Of all shapes. */
  readonly edges: string;
  readonly community: string;
  readonly town: string;
}

export function sceneOf(land: Land, frame: Size, base: readonly BaseFeature[], areas: Iterable<BorderedArea>): Scene {
  const paper = paperOf(land.box, frame);
  const borders = [...areas];
  const drawn = new Set<string>();
  const bordersOf = (wanted: BorderedArea['level']) => {
    const surfaces = borders.flatMap(({ level, boundary }) => (level === wanted && boundary ? [boundary] : []));
    return borderPath(surfaces, land.pointOf, drawn);
  };
  const town = bordersOf('town');
  return {
    ...land,
    paper,
    base: baseIn(base, land.pointOf, paper),
    edges: land.shapes.map(shapePath).join(''),
    town,
    community: bordersOf('community'),
  };
}
