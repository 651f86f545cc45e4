/** Everything that is written on an area's map, in the order of what its readers need: parts, grids, service points, streets. Pure. */
import type { BaseFeature } from '../../api/atlas.ts';
import type { Ground, GroundPlace } from '../ground.ts';
import { type Label, placedIn, placeLabels, type Reserved, roomOn, streetLabels } from '../notice/labels.ts';
import type { Paper } from '../notice/paper.ts';
import { type GridLabel, gridLabels, type Labelled, partLabel } from './grid-labels.ts';
import { type AreaSheet, shortCodes } from './sheets.ts';

/** On a smaller scale their names clutter the map, and lanes are not drawn. */
const STREET_NAMES_UNTIL = 20_000;
/** A mark of a service point, of the letters. */
const MARK = 0.9;

export interface MapWords {
  readonly parts: readonly GridLabel[];
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
    return part.grids.map((grid) => ({ grid, short: short.get(grid.grid.code) ?? grid.grid.code }));
  });
  const grids = gridLabels(numbered, paper, room, letter, isCommunity);
  const places = placedIn(placeLabels(points, paper, letter * 0.85), room);
  const streets = paper.scale > STREET_NAMES_UNTIL ? [] : placedIn(streetLabels(base, ground, paper, letter), room);
  return { parts: names, grids, names: [...places, ...streets], points };

  function take(one: GroundPlace): boolean {
    return room.take({ ...paper.mm(one), reach: { x: letter * MARK, y: letter * MARK } });
  }
}

const servicePoints = ({ places }: Ground): readonly GroundPlace[] =>
  places.filter(({ place }) => place.kind === 'service-point');
