/** Borders over the ground of a map on paper: of areas and of its shapes, apart by width and dashes. In metres of the ground. */
import { thickOn } from './base-lines.tsx';
import type { Scene } from './land.ts';
import { outsidePath } from './shape-path.ts';

/** Millimetres; dashes of a line that is one. */
export const COMMUNITY = { mm: 0.75, dashes: [3, 1] } as const;
export const TOWN = { mm: 1.1, dashes: [5, 1, 0.9, 1] } as const;
export const GRID_MM = 0.35;

/** Millimetres as dashes in metres. */
export const dashesOn = (dashes: readonly number[], scale: number): string =>
  dashes.map((mm) => thickOn(mm, scale)).join(' ');

export function Edges({ scene: { paper, edges, community, town } }: { scene: Scene }) {
  const line = ({ mm, dashes }: { readonly mm: number; readonly dashes: readonly number[] }) => ({
    'stroke-width': thickOn(mm, paper.scale),
    'stroke-dasharray': dashesOn(dashes, paper.scale),
  });
  return (
    <>
      {/* the surroundings are paler than what the map is about */}
      <path class="veil" fill-rule="evenodd" d={outsidePath(edges)} />
      <path class="grid-edge" stroke-width={thickOn(GRID_MM, paper.scale)} d={edges} />
      <path class="community-edge dashed" {...line(COMMUNITY)} d={community} />
      <path class="town-edge dashed" {...line(TOWN)} d={town} />
    </>
  );
}
