/**
 * Colours of the map. Grid fills are the Okabe–Ito set by colour number (six, and a seventh for enclaves), which stays
 * apart for the colour-blind at the fill opacity used; the rest is paper and ink.
 */
import type { MapView } from './view.ts';

export const GRID_COLOURS = ['#E69F00', '#56B4E9', '#009E73', '#F0E442', '#0072B2', '#CC79A7', '#D55E00'] as const;

/** Under, in and over the band; none where no band applies. Told apart by hatch and sign as well. */
export const BAND_COLOURS = { under: '#0072B2', in: '#8DB596', over: '#D55E00', none: '#A9A49A' } as const;

export interface Ground {
  paper: string;
  water: string;
  shore: string;
  green: string;
  compound: string;
  wall: string;
  road: string;
  roadEdge: string;
  trunk: string;
  building: string;
  buildingEdge: string;
  ink: string;
  inkSoft: string;
  street: string;
  waterInk: string;
  halo: string;
  gridLine: string;
  areaLine: string;
  accent: string;
  fillOpacity: number;
}

const LIGHT: Ground = {
  paper: '#f4f2ee',
  water: '#c3dae2',
  shore: '#93b7c4',
  green: '#dbe6cb',
  compound: '#ece6d9',
  wall: '#c9bda6',
  road: '#ffffff',
  roadEdge: '#d3c9b6',
  trunk: '#fdf0cf',
  building: '#d9cfbd',
  buildingEdge: '#a39680',
  ink: '#26231e',
  inkSoft: '#4a453c',
  street: '#6b6252',
  waterInk: '#3f7285',
  halo: '#fffdf8',
  gridLine: '#5d5546',
  areaLine: '#7a2318',
  accent: '#b23a2a',
  fillOpacity: 0.55,
};

const DARK: Ground = {
  paper: '#1b2430',
  water: '#14384a',
  shore: '#2b5c72',
  green: '#22362c',
  compound: '#222c38',
  wall: '#3f4a58',
  road: '#3a4654',
  roadEdge: '#18202a',
  trunk: '#5a533c',
  building: '#4a5563',
  buildingEdge: '#77828f',
  ink: '#f4efe4',
  inkSoft: '#d9d3c6',
  street: '#b5b0a4',
  waterInk: '#8fc1d4',
  halo: '#10161e',
  gridLine: '#a9b2bd',
  areaLine: '#f09a86',
  accent: '#ff7a63',
  fillOpacity: 0.42,
};

export const ground = (theme: MapView['theme']): Ground => (theme === 'dark' ? DARK : LIGHT);
