/**
 * A community of a plan on other cells: what the plan changed is done again there (mine), or given up (theirs). Cells go by the
 * map of layers, grids by their keys. Whatever the plan left alone is as the new ground has it, so that a plan that changed
 * nothing changes nothing afterwards. Numbers of grids stay.
 */
import type { RebaseLoss, RebaseTake } from '../../../contract/plan-operations.ts';
import type { CommunityState } from '../../../contract/plan-state.ts';
import type { CellLayer } from '../../cells/cell-layer.ts';
import { rebaseLayer } from '../../cells/layer-rebase.ts';
import { overlaid } from '../overlay.ts';
import type { Footprints } from '../plan-layer.ts';
import { carriedDivision } from './carried-division.ts';
import { carriedLines } from './carried-lines.ts';
import { carriedPins } from './carried-pins.ts';

/** `start`: what a plan has there before it changes anything. */
export interface CarryGround {
  readonly layer: CellLayer;
  readonly start: CommunityState;
}

export interface Carried {
  readonly state: CommunityState;
  readonly lost: RebaseLoss;
}

/** `footprints`: of the new ground. */
export function carryOver(
  old: CarryGround & { readonly now: CommunityState },
  fresh: CarryGround,
  take: RebaseTake,
  footprints: Footprints,
): Carried {
  const map = rebaseLayer(old.layer, fresh.layer);
  const { now } = old;
  const before = overlaid(old.layer, now.overlay);
  const lines = carriedLines(before, fresh.layer, map.oldOf, take === 'mine' ? footprints : null);
  const grid = carriedDivision('grid', old, fresh, take, lines, null);
  const micro = carriedDivision('micro', old, fresh, take, lines, grid);
  const pins = carriedPins(now.pins, old.layer, fresh.layer, map.oldOf, lines);
  const { community, layer, base } = fresh.start;
  return {
    state: {
      community,
      layer,
      ...(base === undefined ? {} : { base }),
      overlay: lines.overlay,
      pins: pins.pins,
      nextCell: lines.nextCell,
      grid: grid.division,
      micro: micro.division,
      nextSlot: { grid: grid.nextSlot, micro: micro.nextSlot },
    },
    lost: {
      unassigned: grid.unassigned,
      bends: lines.lostBends,
      cuts: lines.lostCuts,
      pins: pins.lost,
      retired: [...grid.retired, ...micro.retired],
    },
  };
}
