/** What lies below everything and is drawn once: surfaces, streets, buildings, the grids. The camera moves over it. */
import type { BaseFeature } from '../../api/atlas.ts';
import { basePath, shapePath } from '../../print/shape-path.ts';
import type { Ground } from '../ground.ts';
import { squaresPath } from '../paths.ts';

const ORDER = ['green', 'compound', 'water', 'road'] as const;
const STREETS = ['lane', 'street', 'secondary', 'main', 'trunk'] as const;
/** A building is drawn as a square of so many metres: its outline is not published with its name. */
const BUILDING_M = 9;

/** All of one look in one path, thinner streets below wider ones. */
function looks(base: readonly BaseFeature[]): readonly (readonly [look: string, features: BaseFeature[]])[] {
  const names = ORDER.flatMap((kind) => (kind === 'road' ? STREETS.map((street) => `road ${street}`) : [kind]));
  const lookOf = ({ properties: { kind, class: street } }: BaseFeature) =>
    kind === 'road' ? `road ${street ?? 'lane'}` : kind;
  return names.map((look) => [look, base.filter((one) => lookOf(one) === look)]);
}

export function MapGround({ ground, base }: { ground: Ground; base: readonly BaseFeature[] }) {
  const grids = ground.grids.filter(({ grid }) => grid.kind !== 'micro');
  return (
    <g>
      <g class="land">
        {grids.map((one) => (
          <path key={one.grid.code} d={shapePath(one)} />
        ))}
      </g>
      {looks(base).map(([look, features]) => (
        <path key={look} class={`base ${look}`} d={features.map((one) => basePath(one, ground.pointOf)).join('')} />
      ))}
      <path
        class="buildings"
        d={squaresPath(
          ground.places.filter(({ place }) => place.kind === 'building'),
          BUILDING_M,
        )}
      />
      <g class="grid-lines">
        {grids.map((one) => (
          <path key={one.grid.code} class={one.grid.kind} d={shapePath(one)} />
        ))}
      </g>
    </g>
  );
}
