/** Everything that is written on an area's map, in the order of what its readers need: parts, grids, service points, streets. Pure. */
import type { BaseFeature } from '../../api/atlas.ts';
import { type Label, placedIn, STREET_NAMES_UNTIL, streetLabels } from '../../print/labels.ts';
import type { Paper } from '../../print/paper.ts';
import { type Reserved, roomOn } from '../../print/room.ts';
import { type Labelled, partLabel, type ShapeLabel, shapeLabels } from '../../print/shape-labels.ts';
import type { Ground, GroundPlace } from '../ground.ts';
import { placeLabels } from '../notice/place-labels.ts';
import { gridForms } from './grid-forms.ts';
import { type AreaSheet, shortCodes } from './sheets.ts';

/** A mark of a service point, of the letters. */
const MARK = 0.9;

export interface MapWords {
  readonly parts: readonly ShapeLabel[];
  readonly grids: Labelled;
  readonly names: readonly Label[];
  /** Service points that are drawn. */
  readonly points: readonly GroundPlace[];
}

export function mapWords(
  { level, parts }: AreaSheet,
  { ground, base }: { readonly ground: Ground; readonly base: readonly BaseFeature[] },
  paper: Paper,
  letter: number,
  reserved: readonly Reserved[],
): MapWords {
  const isCommunity = level === 'community';
  const room = roomOn(paper, reserved);
  const points = isCommunity ? servicePoints(ground).filter((one) => take(one)) : [];
  const names = isCommunity
    ? []
    : parts.flatMap((part) => partLabel(part.name, part.grids, paper, room, letter * 1.35) ?? []);
  const numbered = parts.flatMap((part) => {
    const short = shortCodes(part);
    return part.grids.map((grid) => gridForms(grid, short.get(grid.grid.code) ?? grid.grid.code, letter, isCommunity));
  });
  const grids = shapeLabels(numbered, paper, room);
  const places = placedIn(placeLabels(points, paper, letter * 0.85), room);
  const streets = paper.scale > STREET_NAMES_UNTIL ? [] : placedIn(streetLabels(base, ground, paper, letter), room);
  return { parts: names, grids, names: [...places, ...streets], points };

  function take(one: GroundPlace): boolean {
    return room.take({ ...paper.mm(one), reach: { x: letter * MARK, y: letter * MARK } });
  }
}

const servicePoints = ({ places }: Ground): readonly GroundPlace[] =>
  places.filter(({ place }) => place.kind === 'service-point');
