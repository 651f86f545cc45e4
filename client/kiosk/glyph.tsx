/** Line icons, 24 × 24, decorative: the words beside them are what is read out. */
const PATHS = {
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16.2 16.2 21 21',
  close: 'M6 6l12 12M18 6 6 18',
  back: 'M15 5l-7 7 7 7',
  right: 'M9.5 6l6 6-6 6',
  erase: 'M9 6h11v12H9l-6-6zM12 9.5l5 5M17 9.5l-5 5',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  extent: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  phone:
    'M5 4h4l1.500 4.500L8 10.500a12 12 0 0 0 5.500 5.500l2-2.500L20 15v4a1.500 1.500 0 0 1-1.500 1.500C10 20.500 3.500 14 3.500 5.500A1.500 1.500 0 0 1 5 4z',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.500 20.500c.6-4.500 3.500-6.500 7.500-6.500s6.900 2 7.500 6.500',
  point:
    'M12 21c4.500-5 7-8.300 7-11.300A7 7 0 0 0 5 9.700C5 12.700 7.500 16 12 21M12 7.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5',
  offline:
    'M3 3l18 18M5 12.500a10 10 0 0 1 4-2.400M12.500 9.500A10 10 0 0 1 19 12.500M8.500 16a5 5 0 0 1 5-1.200M12 19.500h.01',
  warn: 'M12 4 2.500 20h19zM12 10v5M12 17.500h.01',
  file: 'M12 4v12M7.500 11.500 12 16l4.500-4.500M4 19h16',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  keypad: 'M4 5h4v4H4zM10 5h4v4h-4zM16 5h4v4h-4zM4 11h4v4H4zM10 11h4v4h-4zM16 11h4v4h-4zM10 17h4v3h-4z',
  touch:
    'M12 21c4 0 6.500-2.500 6.500-6v-3.500a1.500 1.500 0 0 0-3 0M15.500 11v-1a1.500 1.500 0 0 0-3 0M12.500 10.500V5a1.500 1.500 0 0 0-3 0v9.500L7.600 12.700a1.500 1.500 0 0 0-2.200 2L9 19.500c.8 1 1.800 1.500 3 1.500',
} as const;
export type GlyphName = keyof typeof PATHS;

export const Glyph = ({ name }: { name: GlyphName }) => (
  <svg class="glyph" viewBox="0 0 24 24" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
);
