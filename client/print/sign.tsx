/** What a legend shows of a map on paper: lines and surfaces as thick as on the map, in millimetres. */
import { COMMUNITY, GRID_MM, TOWN } from './edges.tsx';

const SIGNS = {
  grid: <path class="grid-edge" stroke-width={GRID_MM} d="M0 2.5H9" />,
  community: <path class="community-edge" stroke-width={COMMUNITY.mm} d="M0 2.5H9" />,
  'community-dashed': (
    <path
      class="community-edge dashed"
      stroke-width={COMMUNITY.mm}
      stroke-dasharray={COMMUNITY.dashes.join(' ')}
      d="M0 2.5H9"
    />
  ),
  town: <path class="town-edge" stroke-width={TOWN.mm} d="M0 2.5H9" />,
  'town-dashed': (
    <path class="town-edge dashed" stroke-width={TOWN.mm} stroke-dasharray={TOWN.dashes.join(' ')} d="M0 2.5H9" />
  ),
  around: <path class="grid-edge" stroke-width="0.2" d="M.3.3h8.4v4.4H.3z" />,
  area: <path class="area-edge" stroke-width="1.2" d="M0 2.5H9" />,
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
export type SignName = keyof typeof SIGNS;

export const Sign = ({ of }: { of: SignName }) => (
  <svg class="paper-map sign" viewBox="0 0 9 5" aria-hidden="true">
    {SIGNS[of]}
  </svg>
);
