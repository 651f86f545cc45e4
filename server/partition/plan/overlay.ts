/** The layer that a plan's overlay makes of a layer of cells. */
import type { LayerOverlay } from '../../contract/plan-state.ts';
import type { CellLayer } from '../cells/cell-layer.ts';
import { bentLayer } from './bent-layer.ts';
import { cutLayer } from './cut-cell.ts';
import { type PlanLayer, untouchedLayer } from './plan-layer.ts';

/** Bends come before cuts, each kind in its own order, whatever the order they were made in. Throws for a cut that has no sense. */
export function overlaid(base: CellLayer, { bends, cuts }: LayerOverlay): PlanLayer {
  let layer = bentLayer(untouchedLayer(base), bends);
  for (const cut of cuts) {
    const next = cutLayer(layer, cut, undefined);
    if ('reason' in next) throw new Error(`cell ${layer.cells[cut.cell]?.id} cannot be cut: ${next.reason}`);
    layer = next;
  }
  return layer;
}
