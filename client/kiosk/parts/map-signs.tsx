/** What has a size on the screen, whatever is shown: names, service points, the chosen grid and where it was asked from. */
import type { Ground, Point } from '../ground.ts';
import { NEAR_M } from '../near.ts';
import { gridPath } from '../paths.ts';
import { camera, size } from '../state/camera.ts';
import { choice } from '../state/choice.ts';

/** A name is written where its grid is so many letters wide. */
const LETTER_PX = 20;
/** Names of buildings from so near. */
const NAMES_BELOW = 0.42;
const MOST_NAMES = 70;

const PIN = 'M0 0C-9-11-14-18-14-26a14 14 0 1 1 28 0c0 8-5 15-14 26z';

function isSeen({ x, y }: Point): boolean {
  const { x: cx, y: cy, metresPerPixel } = camera.value;
  const { width, height } = size.value;
  return Math.abs(x - cx) < (width / 2) * metresPerPixel && Math.abs(y - cy) < (height / 2) * metresPerPixel;
}

export function ChosenGrid() {
  const now = choice.value;
  if (now === null || now.grid === null) return null;
  return (
    <g class="chosen">
      <path class="wash" d={gridPath(now.grid)} />
      <path class="edge" d={gridPath(now.grid)} />
      <circle class="reach" cx={now.point.x} cy={now.point.y} r={NEAR_M} />
    </g>
  );
}

export function Signs({ ground }: { ground: Ground }) {
  const { metresPerPixel: px } = camera.value;
  const now = choice.value;
  const letter = LETTER_PX * (size.value.width > 1600 ? 1.5 : 1);
  const names = ground.grids.filter(
    ({ grid, box, label }) =>
      grid.kind !== 'micro' && (box.east - box.west) / px > grid.name.length * letter * 0.8 && isSeen(label),
  );
  const buildings =
    px > NAMES_BELOW
      ? []
      : ground.places.filter((one) => one.place.kind === 'building' && isSeen(one)).slice(0, MOST_NAMES);
  return (
    <g>
      {buildings.map(({ place, x, y }) => (
        <text key={place.code} class="building-name" x={x} y={y - 7} font-size={letter * 0.68 * px}>
          {place.name}
        </text>
      ))}
      {names.map(({ grid, label }) => (
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
            transform={`translate(${x} ${y}) scale(${(px * letter) / LETTER_PX})`}
          >
            <circle r="15" />
            <path d="M-7 7v-7L0-7l7 7v7h-5V2h-4v5z" />
          </g>
        ))}
      {now !== null && now.by !== 'grid' && (
        <g class="pin" transform={`translate(${now.point.x} ${now.point.y}) scale(${(px * letter) / LETTER_PX})`}>
          <path d={PIN} />
          <circle cy="-26" r="5" />
        </g>
      )}
    </g>
  );
}
