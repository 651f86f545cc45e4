/** The mark of a finding beside its name, of the same shape as on the map: gravity is told by shape, then by colour. */
import type { Mark as MarkName } from '../../map/layers/findings-images.ts';

export const MARK_SHAPES: Record<MarkName, string> = {
  error: 'M8 2 15 14H1z',
  warning: 'M8 1 15 8 8 15 1 8z',
  info: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z',
  accepted: 'M3 3h10v10H3z',
};

export const Mark = ({ of }: { of: MarkName }) => (
  <svg class={`finding-mark ${of}`} viewBox="0 0 16 16" aria-hidden="true">
    <path d={MARK_SHAPES[of]} />
  </svg>
);
