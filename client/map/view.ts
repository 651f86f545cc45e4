/** What is taken as vector tiles, by the addresses of the tiles. */
export interface TiledView {
  readonly county: string;
  readonly grids: string;
  /** Null: sent whole. */
  readonly buildings: string | null;
  /** What stands before and after a number of households. */
  readonly aroundHouseholds: readonly [before: string, after: string];
}

/** What a style is made from: the reader's choices. A style is a pure function of this. */
export interface MapView {
  readonly theme: 'light' | 'dark';
  /** neighbours: colours that keep neighbours apart. band: households against the standard. */
  readonly mode: 'neighbours' | 'band';
  /** Strength of the grid fills, 0…1 of the designed opacity. */
  readonly opacity: number;
  readonly shown: {
    readonly grids: boolean;
    readonly names: boolean;
    readonly areas: boolean;
    readonly streets: boolean;
    readonly buildings: boolean;
    readonly micro: boolean;
  };
  /** The workspace draws grids of its own over the ground: those in force are left out. */
  readonly covered: boolean;
  /** Whether a grid is chosen: tiles are drawn once more for it. */
  readonly chosen: boolean;
  /** Type and line widths follow the size of the screen's text; 1 at 16 px. */
  readonly scale: number;
  /** Null: all is sent whole. */
  readonly tiles: TiledView | null;
}

export const PLAIN_VIEW: MapView = {
  theme: 'light',
  mode: 'neighbours',
  opacity: 1,
  shown: { grids: true, names: true, areas: true, streets: true, buildings: true, micro: true },
  covered: false,
  chosen: false,
  scale: 1,
  tiles: null,
};
