/** The sign of a worker beside words, of the same shape and flag as on the map. */
import type { Fresh, Stood } from '../../../map/layers/people-images.ts';

const PERSON =
  'M16 7.500a3.700 3.700 0 1 0 0 7.400 3.700 3.700 0 0 0 0-7.400M9.400 22.200c.2-3.600 3-6 6.600-6s6.400 2.400 6.600 6z';

export const PersonMark = ({ fresh, place }: { fresh: Fresh; place: Stood }) => (
  <svg class={`person-mark ${fresh} ${place}`} viewBox="0 0 32 32" aria-hidden="true">
    <circle class="ring" cx="16" cy="16" r="12.5" />
    <path class="figure" d={PERSON} />
    {fresh === 'lost' && <path class="slash" d="M7.5 7.5l17 17" />}
    {place !== 'own-grid' && <rect class="flag" x="22" y="1.5" width="8" height="8" />}
  </svg>
);
