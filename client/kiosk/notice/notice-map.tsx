/** The grid on paper, in millimetres: drawn, so that it is sharp at any resolution and its words can be selected. */
import type { BaseFeature } from '../../api/atlas.ts';
import { number } from '../../state/language.ts';
import type { Ground, GroundGrid } from '../ground.ts';
import { servicePointsNear } from '../near.ts';
import { basePath, gridPath, squaresPath } from '../paths.ts';
import { distanceText } from '../words.ts';
import type { Footprint } from './footprints.ts';
import { placed, placeLabels, streetLabels } from './labels.ts';
import { paperOf } from './paper.ts';
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
  const { width, height, scale, bar } = paper;
  const corner = paper.mm({ x: 0, y: 0 });
  const per = 1000 / scale;
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
    [
      { x: width - 9, y: 11, reach: { x: 6, y: 9 } },
      { x: bar.mm / 2 + 17, y: height - 7, reach: { x: bar.mm / 2 + 17, y: 6 } },
    ],
  );
  const edge = gridPath(grid);
  const far = 100_000;
  return (
    <svg
      class="notice-map"
      viewBox={`0 0 ${width} ${height}`}
      style={{ width: `${width}mm`, height: `${height}mm` }}
      role="img"
      aria-label={tn('map.label', { name: grid.grid.name })}
    >
      <g transform={`translate(${corner.x.toFixed(3)} ${corner.y.toFixed(3)}) scale(${per})`}>
        <path class="water" d={path(({ kind }) => kind === 'water')} />
        <path class="green" d={path(({ kind }) => kind === 'green')} />
        <path class="street" d={path(({ kind, class: street }) => kind === 'road' && !WIDE.includes(street ?? ''))} />
        <path
          class="street wide"
          d={path(({ kind, class: street }) => kind === 'road' && WIDE.includes(street ?? ''))}
        />
        <path class="building" d={outline === '' ? squaresPath(own, 9) : outline} />
        {/* the surroundings are paler than the grid */}
        <path class="outside" fill-rule="evenodd" d={`M${-far} ${-far}H${far}V${far}H${-far}Z${edge}`} />
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
      {names.map(({ text, x, y, turn, isUpright, size, kind }) => (
        <text
          key={`${kind}${text}${x}`}
          class={`name of-${kind}${isUpright ? ' upright' : ''}`}
          font-size={size}
          transform={`translate(${x.toFixed(2)} ${y.toFixed(2)}) rotate(${turn.toFixed(1)})`}
        >
          {text}
        </text>
      ))}
      <g class="north" transform={`translate(${width - 9} 11)`}>
        <rect x="-5.5" y="-8.5" width="11" height="17.5" />
        <path d="M0-7.5 3.2 3.5 0 1.5-3.2 3.500z" />
        <text y="7.6" font-size="4">
          {tn('map.north')}
        </text>
      </g>
      <g class="bar" transform={`translate(5 ${height - 5})`}>
        <rect x="-2.5" y="-8" width={bar.mm + 34} height="10.5" />
        <path d={`M0-1.800V0H${bar.mm}v-1.8`} />
        <text class="start" y="-3" font-size="3.4">
          {tn('map.scale', { scale: number(scale) })}
        </text>
        <text class="start" x={bar.mm + 1.5} y="0.4" font-size="3.4">
          {distanceText(bar.metres)}
        </text>
      </g>
    </svg>
  );
}
