/** The badge of the map beside words: an exclamation mark for what is late, the hands of a clock for what soon will be. */
export const Badge = ({ of }: { of: 'overdue' | 'soon' }) => (
  <svg class={`badge ${of}`} viewBox="0 0 16 16" aria-hidden="true">
    <circle cx="8" cy="8" r="6.8" />
    <path d={of === 'overdue' ? 'M8 4v4.600M8 11.200v.6' : 'M8 4.200V8l2.600 1.600'} />
  </svg>
);
