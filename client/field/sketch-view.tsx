/** The sketch as a drawing: neighbours faint, the own grid strong, where one is, tasks and buildings. It needs no network. */

import type { BaseFeature } from '../api/atlas.ts';
import { basePath, boundsAround, frameOf, scaleLength, shapePath } from './sketch.ts';
import { ownGrids } from './state/me.ts';
import { base, buildings, gridsAround } from './state/parts.ts';
import { here } from './state/position.ts';
import { now } from './state/shift.ts';
import { mine, toCheck } from './state/tasks.ts';
import { EVENT_SHAPE_PATH } from './task-mark.tsx';
import { distanceText, tf } from './words.ts';

/** Around so many metres when one asks what is near. */
const NEAR_M = 160;

/** Surfaces below, streets on top. */
const GROUND = ['green', 'compound', 'water', 'road'];
const byGround = (a: BaseFeature, b: BaseFeature): number =>
  GROUND.indexOf(a.properties.kind) - GROUND.indexOf(b.properties.kind);

export function SketchView({ around = false, large = false }: { around?: boolean; large?: boolean }) {
  const own = ownGrids.value;
  const grids = gridsAround.value ?? [];
  const mineHere = grids.filter(({ id }) => own.includes(id));
  const at = here.value;
  if (mineHere.length === 0 && at === null) return null;
  const frame = frameOf(boundsAround(mineHere, around || mineHere.length === 0 ? at : null, NEAR_M));
  const { width, height, x, y } = frame;
  // signs have a size on the screen, whatever the sketch shows
  const px = Math.max(width / 360, height / (large ? 520 : 250));
  const tasks = [...mine(now.value), ...toCheck(now.value)].filter(({ row }) => row.lon !== null);
  const scale = scaleLength(width);
  const label = tf('sketch.label', { name: mineHere.map(({ properties }) => properties.name) });
  return (
    <figure class="sketch" data-large={large}>
      <svg viewBox={`0 0 ${width.toFixed(1)} ${height.toFixed(1)}`} role="img" aria-label={label}>
        <g class="neighbours">
          {grids
            .filter(({ id, properties }) => !own.includes(id) && properties.kind !== 'micro')
            .map((grid) => (
              <path key={grid.id} d={shapePath(grid.geometry, frame)} />
            ))}
        </g>
        {mineHere.map((grid) => (
          <path key={grid.id} class="own" d={shapePath(grid.geometry, frame)} />
        ))}
        <g>
          {[...(base.value ?? [])].sort(byGround).map((one) => (
            <path
              key={one.id}
              class={`base ${one.properties.kind} ${one.properties.class ?? ''}`}
              d={basePath(one, frame)}
            />
          ))}
        </g>
        <g class="buildings">
          {(buildings.value ?? []).map(({ code, lon, lat, footprint }) =>
            footprint !== null ? (
              <path key={code} d={shapePath(footprint, frame)} />
            ) : (
              <rect key={code} x={x(lon) - 4} y={y(lat) - 4} width="8" height="8" />
            ),
          )}
        </g>
        {mineHere.map((grid) => (
          <path key={grid.id} class="own-line" d={shapePath(grid.geometry, frame)} />
        ))}
        {grids
          .filter(({ id, properties: { kind, label: at } }) => {
            if (own.includes(id) || kind === 'micro') return false;
            const [across, down] = [x(at.coordinates[0]!) / width, y(at.coordinates[1]!) / height];
            // a name that would be cut by the edge is left out
            return across > 0.14 && across < 0.86 && down > 0.05 && down < 0.95;
          })
          .map(({ id, properties: { name, label: at } }) => (
            <text key={id} class="name" x={x(at.coordinates[0]!)} y={y(at.coordinates[1]!)} font-size={px * 11.5}>
              {name}
            </text>
          ))}
        {tasks.map(({ row, urgency }) => (
          <g
            key={row.id}
            class="task-sign"
            data-urgency={urgency}
            transform={`translate(${x(row.lon!).toFixed(1)} ${y(row.lat!).toFixed(1)}) scale(${(px * 0.75).toFixed(3)}) translate(-12 -24)`}
          >
            <path d={EVENT_SHAPE_PATH} />
            <circle cx="12" cy="10" r="3.600" />
          </g>
        ))}
        {at !== null && (
          <g class="me-here">
            <circle class="accuracy" cx={x(at.lon)} cy={y(at.lat)} r={at.accuracyM} />
            <circle class="ring" cx={x(at.lon)} cy={y(at.lat)} r={px * 9} />
            <circle class="dot" cx={x(at.lon)} cy={y(at.lat)} r={px * 6} />
          </g>
        )}
        <g class="scale" transform={`translate(${(px * 12).toFixed(1)} ${(height - px * 12).toFixed(1)})`}>
          <path d={`M0 ${-px * 5}V0H${scale}V${-px * 5}`} />
          <text x={px * 4} y={-px * 5} font-size={px * 12}>
            {distanceText(scale)}
          </text>
        </g>
      </svg>
    </figure>
  );
}
