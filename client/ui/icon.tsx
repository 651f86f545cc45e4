/** Line icons, 24 × 24, decorative: the name beside them is what is read out. */
const PATHS = {
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16.2 16.2 21 21',
  close: 'M6 6l12 12M18 6 6 18',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  done: 'M5 12.5 10 17.5 19 7',
  phone:
    'M5 4h4l1.5 4.5L8 10.5a12 12 0 0 0 5.5 5.5l2-2.5L20 15v4a1.5 1.5 0 0 1-1.5 1.5C10 20.5 3.5 14 3.5 5.500A1.5 1.5 0 0 1 5 4z',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.700l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.700l1-1',
  menu: 'M4 7h16M4 12h16M4 17h16',
  layers: 'M12 3 3 8l9 5 9-5zM3 12.500l9 5 9-5M3 17l9 5 9-5',
  down: 'M6 9.500l6 6 6-6',
  up: 'M6 14.500l6-6 6 6',
  right: 'M9.5 6l6 6-6 6',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v2.500M12 19.500V22M2 12h2.500M19.5 12H22M5 5l1.7 1.700M17.300 17.300 19 19M19 5l-1.7 1.700M6.7 17.300 5 19',
  moon: 'M20 14.500A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.500z',
  keyboard: 'M3 6.500h18v11H3zM6.5 10h.01M10 10h.01M13.5 10h.01M17 10h.01M8 14h8',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  file: 'M12 16V4M7.5 8.5 12 4l4.5 4.500M4 15v5h16v-5',
  touch:
    'M12 21c4 0 6.5-2.5 6.5-6v-3.500a1.5 1.5 0 0 0-3 0M15.5 11v-1a1.5 1.5 0 0 0-3 0M12.5 10.500V5a1.5 1.5 0 0 0-3 0v9.500L7.600 12.700a1.5 1.5 0 0 0-2.200 2L9 19.500c.8 1 1.800 1.5 3 1.5',
  panel: 'M4 5h16v14H4zM10 5v14',
  extent: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
} as const;
export type IconName = keyof typeof PATHS;

export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
);
