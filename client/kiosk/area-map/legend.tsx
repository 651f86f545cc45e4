/** What the lines and marks of an area's map mean. */
import type { AreaLevel } from '../../../server/contract/codes.ts';
import { Sign } from '../../print/sign.tsx';
import { ta } from './words.ts';

type LegendSign = 'grid' | 'community' | 'town' | 'area' | 'street' | 'water' | 'building' | 'service-point';

interface Props {
  readonly level: AreaLevel;
  readonly hasBuildings: boolean;
  readonly hasPoints: boolean;
}

export function MapLegend({ level, hasBuildings, hasPoints }: Props) {
  const borders = [
    'grid',
    ...(level === 'community' ? [] : ['community']),
    ...(level === 'county' ? ['town'] : []),
    'area',
  ];
  const rest = ['street', 'water', ...(hasBuildings ? ['building'] : []), ...(hasPoints ? ['service-point'] : [])];
  const all = [...borders, ...rest] as readonly LegendSign[];
  return (
    <ul class="area-legend">
      {all.map((one) => (
        <li key={one}>
          <Sign of={one} />
          <span>{ta(`legend.${one}`)}</span>
        </li>
      ))}
    </ul>
  );
}
