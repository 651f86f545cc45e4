/** What the signs of workers mean: freshness by shape, place by flag. Stands in the legend while workers are on the map. */
import { FRESH, STOOD } from '../../../map/layers/people-images.ts';
import { positions } from '../../../state/command/people/positions.ts';
import { tp } from './people-words.ts';
import { PersonMark } from './person-mark.tsx';

export function PeopleLegend() {
  if (positions.value === null) return null;
  return (
    <div class="event-legend">
      <h3>{tp('legend.title')}</h3>
      <ul class="classes pairs">
        {FRESH.map((fresh) => (
          <li key={fresh}>
            <PersonMark fresh={fresh} place="own-grid" />
            <span>{tp(`fresh.${fresh}`)}</span>
          </li>
        ))}
        {STOOD.map((place) => (
          <li key={place}>
            <PersonMark fresh="fresh" place={place} />
            <span>{tp(`place.${place}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
