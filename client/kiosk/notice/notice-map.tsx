/** The grid on paper, in millimetres: drawn, so that it is sharp at any resolution and its words can be selected. */
import type { BaseFeature } from '../../api/atlas.ts';
import { placed, streetLabels } from '../../print/labels.ts';
import { MapMarks } from '../../print/map-marks.tsx';
import { paperOf } from '../../print/paper.ts';
import { boxesOfMarks } from '../../print/room.ts';
import { basePath, outsidePath, shapePath } from '../../print/shape-path.ts';
import { Names } from '../../print/written.tsx';
import type { Ground, GroundGrid } from '../ground.ts';
import { servicePointsNear } from '../near.ts';
import { squaresPath } from '../paths.ts';
import type { Footprint } from './footprints.ts';
import { placeLabels } from './place-labels.ts';
import { tn } from './words.ts';

const WIDE = ['main', 'trunk', 'secondary'];

export interface NoticeMapProps {
  readonly ground: Ground;
  readonly grid: GroundGrid;
  readonly base: readonly BaseFeature[];
  readonly footprints: readonly Footprint[];
  /** Millimetres. */
  readonly frame: { readonly width: number; readonly height: number };
  /** Of the letters, millimetres. */
  readonly letter: number;
}

export function NoticeMap({ ground, grid, base, footprints, frame, letter }: NoticeMapProps) {
  const paper = paperOf(grid.box, frame);
  const { width, height } = paper;
  const path = (kinds: (one: BaseFeature['properties']) => boolean) =>
    base
      .filter(({ properties }) => kinds(properties))
      .map((one) => basePath(one, ground.pointOf))
      .join('');
  const own = ground.places.filter(({ place }) => place.kind === 'building' && place.grid === grid.grid.code);
  const outline = footprints.map((geometry) => basePath({ geometry }, ground.pointOf)).join('');
  const points = servicePointsNear(ground, grid.label, 5000).within;
  const names = placed(
    [...streetLabels(base, ground, paper, letter * 1.1), ...placeLabels([...points, ...own], paper, letter)],
    paper,
    boxesOfMarks(paper),
  );
  const edge = shapePath(grid);
  return (
    <svg
      class="paper-map notice-map"
      viewBox={`0 0 ${width} ${height}`}
      style={{ width: `${width}mm`, height: `${height}mm` }}
      role="img"
      aria-label={tn('map.label', { name: grid.grid.name })}
    >
      <g transform={paper.transform}>
        <path class="water" d={path(({ kind }) => kind === 'water')} />
        <path class="green" d={path(({ kind }) => kind === 'green')} />
        <path class="street" d={path(({ kind, class: street }) => kind === 'road' && !WIDE.includes(street ?? ''))} />
        <path
          class="street wide"
          d={path(({ kind, class: street }) => kind === 'road' && WIDE.includes(street ?? ''))}
        />
        <path class="building" d={outline === '' ? squaresPath(own, 9) : outline} />
        {/* the surroundings are paler than the grid */}
        <path class="outside" fill-rule="evenodd" d={outsidePath(edge)} />
        <path class="edge" d={edge} />
      </g>
      {points.map(({ place, x, y }) => {
        const at = paper.mm({ x, y });
        return (
          <g key={place.code} class="service-point" transform={`translate(${at.x} ${at.y}) scale(${letter / 12})`}>
            <circle r="13" />
            <path d="M-6 6v-6L0-6l6 6v6h-4V2h-4v4z" />
          </g>
        );
      })}
      <Names names={names} />
      <MapMarks {...{ paper }} />
    </svg>
  );
}
