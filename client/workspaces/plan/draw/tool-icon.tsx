/** Line drawings of the tools, 24 × 24; the name beside or in the label is what is read out. */
import type { Tool } from '../../../state/plan/choice.ts';

const PATHS: Record<Tool | 'back' | 'undo' | 'redo', string> = {
  back: 'M14.500 6l-6 6 6 6',
  undo: 'M8 5 4 9l4 4M4 9h10a5 5 0 0 1 0 10H9',
  redo: 'M16 5l4 4-4 4M20 9H10a5 5 0 0 0 0 10h5',
  pick: 'M6 3.5v15l4-3.700 2.600 5.700 2.500-1.100-2.600-5.600h5.500z',
  brush:
    'M4 20c2.500.5 5-.5 5.500-3a2.800 2.800 0 0 0-3.300-2.500C4.300 15 5 18 4 20M10 14.500 19.500 4M10 14.500l-1.500-1.300L18 3',
  rectangle: 'M4 6h16v12H4z',
  lasso: 'M12 5c5 0 8.500 2.300 8.500 5.500S17 16 12 16 3.500 13.700 3.500 10.500 7 5 12 5M8 15.500c-.8 2 .5 4-2 5.500',
  compound: 'M4 20V9l5-3 5 3v11M14 20v-7h6v7M7.500 12h3M7.500 15.500h3M3 20h18',
  plot: 'M3 8h18M3 16h18M8 3v18M16 3v18',
  fill: 'M5 11 12 4l7 7-7 7zM12 4 9.500 1.500M20 15c1 1.500 1.500 2.300 1.500 3.200a1.500 1.500 0 0 1-3 0c0-.9.5-1.700 1.500-3.200M5 11h14',
  restore: 'M4 5v5h5M4.600 14.500A8 8 0 1 0 6 7L4 10M12 8v4.500l3 2',
  split: 'M4 4h16v16H4zM9.500 4l1.500 5-2 4 3 3-1.500 4',
  border: 'M12 3v18M8.500 9 5 12l3.500 3M15.500 9l3.500 3-3.500 3',
  together:
    'M7 4a3 3 0 1 0 0 6 3 3 0 0 0 0-6M17 4a3 3 0 1 0 0 6 3 3 0 0 0 0-6M12 14a3 3 0 1 0 0 6 3 3 0 0 0 0-6M9.500 9l1.500 5M14.500 9 13 14M10 7h4',
  line: 'M3 17c5-1 5-9 9-9s4 6 9 3M6 5l3 3M9 5 6 8M15 16l3 3M18 16l-3 3',
  whole: 'M5 20V10l7-5 7 5v10zM9 20v-6h6v6',
  cut: 'M6.500 5.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5M6.500 13.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5M8.700 9.300 20 17M8.700 14.700 20 7',
};

export const ToolIcon = ({ tool }: { tool: keyof typeof PATHS }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={PATHS[tool]} />
  </svg>
);
