/** Grids beside a grid, for merging and for giving away. */
import { ARC_CLASSES } from '../../../../server/partition/cell-graph.ts';
import { UNASSIGNED } from '../../../../server/partition/plan/cell-ranges.ts';
import { level } from '../../../state/plan/choice.ts';
import { type GridRow, rowOf } from '../../../state/plan/grid-rows.ts';
import { planSession } from '../../../state/plan/opened.ts';

export interface Neighbour {
  readonly slot: number;
  readonly row: GridRow;
  /** Border that people can cross. */
  readonly commonCm: number;
}

/** The longest common border first. */
export function neighboursOf({ community, slot }: Pick<GridRow, 'community' | 'slot'>): readonly Neighbour[] {
  const numbers = planSession.value?.community(community)?.divisions[level.value].numbers;
  if (numbers === undefined) return [];
  const { start, to, connects, classCm } = numbers.ground;
  const common = new Map<number, number>();
  for (const cell of numbers.cellsOf(slot)) {
    for (let contact = start[cell]!; contact < start[cell + 1]!; contact++) {
      const other = numbers.slotOf[to[contact]!]!;
      if (other === slot || other === UNASSIGNED || connects[contact] === 0) continue;
      let cm = 0;
      for (let k = 0; k < ARC_CLASSES; k++) cm += classCm[ARC_CLASSES * contact + k]!;
      common.set(other, (common.get(other) ?? 0) + cm);
    }
  }
  return [...common]
    .flatMap(([other, commonCm]) => {
      const row = rowOf({ community, slot: other });
      return row === undefined ? [] : [{ slot: other, row, commonCm }];
    })
    .sort((a, b) => b.commonCm - a.commonCm || a.slot - b.slot);
}
