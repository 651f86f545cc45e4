/** What has a size on the screen, whatever is shown: names, service points, the chosen grid and where it was asked from. */
import type { Point } from '../../print/plane.ts';
import { basePath, shapePath } from '../../print/shape-path.ts';
import type { Ground, GroundGrid } from '../ground.ts';
import { NEAR_M } from '../near.ts';
import { camera, size } from '../state/camera.ts';
import { choice } from '../state/choice.ts';
import { outlines } from '../state/outlines.ts';

/** Names of buildings from so near. */
const NAMES_BELOW = 0.42;
const MOST_NAMES = 70;
/** Signs are smaller where many are seen at once. */
const SMALL_ABOVE = 4;

const PIN = 'M0 0C-9-11-14-18-14-26a14 14 0 1 1 28 0c0 8-5 15-14 26z';

function isSeen({ x, y }: Point): boolean {
  const { x: cx, y: cy, metresPerPixel } = camera.value;
  const { width, height } = size.value;
  return Math.abs(x - cx) < (width / 2) * metresPerPixel && Math.abs(y - cy) < (height / 2) * metresPerPixel;
}

export function ChosenGrid({ ground }: { ground: Ground }) {
  const now = choice.value;
  if (now === null || now.grid === null) return null;
  const { grid, shapes } = outlines.value;
  return (
    <g class="chosen">
      <path class="wash" d={shapePath(now.grid)} />
      {grid === now.grid.grid.code && (
        <path class="outlines" d={shapes.map((geometry) => basePath({ geometry }, ground.pointOf)).join('')} />
      )}
      <path class="edge" d={shapePath(now.grid)} />
      <circle class="reach" cx={now.point.x} cy={now.point.y} r={NEAR_M} />
    </g>
  );
}

/** Names of grids that have room, wide grids first; none lies on another. */
function roomyNames(ground: Ground, letter: number): readonly GroundGrid[] {
  const { metresPerPixel: px } = camera.value;
  const width = ({ grid }: GroundGrid) => grid.name.length * letter * px;
  const placed: GroundGrid[] = [];
  const wanted = ground.grids
    .filter((one) => one.grid.kind !== 'micro' && (one.box.east - one.box.west) * 1.2 > width(one) && isSeen(one.label))
    .sort((a, b) => b.box.east - b.box.west - (a.box.east - a.box.west));
  for (const one of wanted) {
    const isFree = placed.every(
      (other) =>
        Math.abs(other.label.x - one.label.x) > (width(other) + width(one)) / 2 ||
        Math.abs(other.label.y - one.label.y) > letter * 1.2 * px,
    );
    if (isFree) placed.push(one);
  }
  return placed;
}

export function Signs({ ground }: { ground: Ground }) {
  const { metresPerPixel: px } = camera.value;
  const now = choice.value;
  const { letter } = size.value;
  const chosen = now?.place?.place.code;
  const buildings =
    px > NAMES_BELOW
      ? []
      : ground.places
          .filter(({ place, x, y }) => place.kind === 'building' && place.code !== chosen && isSeen({ x, y }))
          .slice(0, MOST_NAMES);
  const sign = (letter / 20) * px;
  return (
    <g>
      {buildings.map(({ place, x, y }) => (
        <text key={place.code} class="building-name" x={x} y={y - 7} font-size={letter * 0.68 * px}>
          {place.name}
        </text>
      ))}
      {roomyNames(ground, letter).map(({ grid, label }) => (
        <text
          key={grid.code}
          class="grid-name"
          data-chosen={now?.grid?.grid.code === grid.code}
          x={label.x}
          y={label.y}
          font-size={letter * px}
        >
          {grid.name}
        </text>
      ))}
      {ground.places
        .filter((one) => one.place.kind === 'service-point' && isSeen(one))
        .map(({ place, x, y }) => (
          <g
            key={place.code}
            class="service-point"
            transform={`translate(${x} ${y}) scale(${px > SMALL_ABOVE ? sign * 0.72 : sign})`}
          >
            <circle r="15" />
            <path d="M-7 7v-7L0-7l7 7v7h-5V2h-4v5z" />
          </g>
        ))}
      {now !== null && now.by !== 'grid' && (
        <g class="pin" transform={`translate(${now.point.x} ${now.point.y}) scale(${sign})`}>
          <path d={PIN} />
          <circle cy="-26" r="5" />
          {now.place !== null && (
            <text class="pin-name" y="26" font-size="20">
              {now.place.place.name}
            </text>
          )}
        </g>
      )}
    </g>
  );
}
