/** Everything that is written on the map of a report: findings first, then names of communities, grids, streets. Pure but for names. */
import type { Finding } from '../../../../server/contract/coverage.ts';
import { type Label, placedIn, STREET_NAMES_UNTIL, streetLabels } from '../../../print/labels.ts';
import type { Scene } from '../../../print/land.ts';
import { boxesOfMarks, roomOn } from '../../../print/room.ts';
import { type Labelled, partLabel, type ShapeLabel, shapeLabels } from '../../../print/shape-labels.ts';
import { areaByCode } from '../../../state/areas.ts';
import { type Placed, placeFindings } from './finding-marks.ts';
import type { ReportMap } from './map-data.ts';

export interface ReportWords {
  readonly placed: readonly Placed[];
  readonly parts: readonly ShapeLabel[];
  readonly grids: Labelled;
  readonly names: readonly Label[];
}

export function reportWords(
  { shapes, paper, base, pointOf }: Scene,
  { names, parents }: Pick<ReportMap, 'names' | 'parents'>,
  findings: readonly Finding[],
  letter: number,
): ReportWords {
  const room = roomOn(paper, boxesOfMarks(paper));
  const places = findings.map(({ severity, at: [lon = 0, lat = 0] }) => ({
    severity,
    at: paper.mm(pointOf(lon, lat)),
  }));
  const placed = placeFindings(places, paper, room, letter);
  const communities = [...new Set(parents)];
  const parts =
    communities.length < 2
      ? []
      : communities.flatMap((code) => {
          const own = shapes.filter((_, i) => parents[i] === code);
          return partLabel(areaByCode.peek().get(code)?.name ?? code, own, paper, room, letter) ?? [];
        });
  const grids = shapeLabels(
    shapes.map((shape, i) => {
      const forms = [1.15, 0.95, 0.75].map((by) => ({ lines: [names[i]!], size: letter * by }));
      return { shape, within: forms, over: forms.slice(1) };
    }),
    paper,
    room,
  );
  const streets = paper.scale > STREET_NAMES_UNTIL ? [] : streetLabels(base, { pointOf }, paper, letter * 0.95);
  return { placed, parts, grids, names: placedIn(streets, room) };
}
