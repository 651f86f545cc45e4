/** What the lines and marks of an area's map mean. */
import type { AreaLevel } from '../../../server/contract/codes.ts';
import { ta } from './words.ts';

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
  const all = [...borders, ...rest] as readonly Sign[];
  return (
    <ul class="area-legend">
      {all.map((one) => (
        <li key={one}>
          <svg class="paper-map area-map" viewBox="0 0 9 5" aria-hidden="true">
            {SIGNS[one]}
          </svg>
          <span>{ta(`legend.${one}`)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Millimetres, as thick as on the map. */
const SIGNS = {
  grid: <path class="grid-edge" stroke-width="0.35" d="M0 2.5H9" />,
  community: <path class="community-edge" stroke-width="0.75" d="M0 2.5H9" />,
  town: <path class="town-edge" stroke-width="1.1" d="M0 2.5H9" />,
  area: <path class="area-edge" stroke-width="1.3" d="M0 2.5H9" />,
  street: (
    <>
      <path class="casing" stroke-width="1.3" d="M0 2.5H9" />
      <path class="way" stroke-width="1" d="M0 2.5H9" />
    </>
  ),
  water: <path class="lake" d="M.5.5h8v4h-8z" />,
  building: <path class="house" d="M2 1h5v3H2z" />,
  'service-point': <circle class="point" cx="4.5" cy="2.5" r="2" />,
} as const;
type Sign = keyof typeof SIGNS;
