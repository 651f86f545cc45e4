/** Colours of the style document: those of the page in its light theme (client/map/palette.ts), which a test compares. Data only. */
export const GRID_COLOURS = ['#E69F00', '#56B4E9', '#009E73', '#F0E442', '#0072B2', '#CC79A7', '#D55E00'] as const;

export const INK = {
  paper: '#f4f2ee',
  building: '#d9cfbd',
  buildingEdge: '#a39680',
  ink: '#26231e',
  halo: '#fffdf8',
  gridLine: '#5d5546',
  areaLine: '#7a2318',
  fillOpacity: 0.55,
} as const;
