/** Service points within 500 m of where was asked, with how far they are; the nearest where there is none. */
import { Glyph } from '../glyph.tsx';
import type { Ground } from '../ground.ts';
import { type NearPoint, servicePointsNear } from '../near.ts';
import type { Choice } from '../state/choice.ts';
import { distanceText, tk } from '../words.ts';

export function ServicePoints({ ground, choice }: { ground: Ground; choice: Choice }) {
  const { within, beyond } = servicePointsNear(ground, choice.point);
  return (
    <section class="part points">
      <h3>{tk('points.title')}</h3>
      {within.length === 0 && <p>{beyond === null ? tk('points.nowhere') : tk('points.beyond')}</p>}
      <ul>
        {(beyond === null ? within : [beyond]).map((one) => (
          <Point key={one.place.code} {...one} />
        ))}
      </ul>
    </section>
  );
}

const Point = ({ place, metres }: NearPoint) => (
  <li>
    <Glyph name="point" />
    <span class="words">
      <b>{place.name}</b>
      {place.address !== null && <span>{place.address}</span>}
    </span>
    <span class="away">{tk('points.away', { m: distanceText(metres) })}</span>
  </li>
);
