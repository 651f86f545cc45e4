/**
 * From the map in force and the map of a file to the least that has to be written: rows that changed or vanished are closed,
 * changed and new ones inserted, unchanged ones stay. Colours of what stays decide for the rest.
 */
import { totalAreaM2 } from '../geometry/area.ts';
import { encodeMultiPolygon } from '../geometry/wkb.ts';
import { colourGrids } from '../grids/colour.ts';
import { neighbours } from '../grids/neighbours.ts';
import type { KnownGrid, KnownPost } from './county-state.ts';
import type { GridDraft, Holder } from './grid-draft.ts';

export interface StandingGrid extends Omit<KnownGrid, 'lattice'> {
  key: string;
}

export type GridChange =
  | {
      op: 'grid';
      code: string;
      name: string;
      kind: string;
      parentCode: string;
      bandMin: number | null;
      bandMax: number | null;
      /** Hex EWKB in degrees, hex WKB in lattice units. */
      geom: string;
      lattice: string;
      x: number;
      y: number;
      areaM2: number;
      colour: number;
      isNew: boolean;
    }
  | { op: 'close-grid'; id: number; vanished: boolean }
  | { op: 'post'; gridCode: string; role: 'leader' | 'worker'; holder: string; phone: string | null }
  | { op: 'close-post'; id: number };

/** A grid of the map that is to be. */
export type ComingGrid = Pick<
  GridDraft,
  'code' | 'kind' | 'parentCode' | 'bandMin' | 'bandMax' | 'shape' | 'key' | 'x' | 'y'
>;

/** `names`: the name of every draft by its code. */
export function gridChanges<Draft extends ComingGrid>(
  drafts: readonly Draft[],
  standing: readonly StandingGrid[],
  names: (draft: Draft) => string,
): { changes: GridChange[]; unchanged: number } {
  const byCode = new Map(standing.map((grid) => [grid.code, grid]));
  const stays = (draft: Draft): boolean => {
    const grid = byCode.get(draft.code);
    return grid !== undefined && isSame(draft, grid, names(draft));
  };
  const colours = coloursOf(drafts, byCode, stays);
  const changes: GridChange[] = [];
  const kept = new Set<string>();
  const coming = new Set(drafts.map(({ code }) => code));
  for (const grid of standing) {
    if (!coming.has(grid.code)) changes.push({ op: 'close-grid', id: grid.id, vanished: true });
  }
  for (const draft of drafts) {
    if (stays(draft)) {
      kept.add(draft.code);
      continue;
    }
    const before = byCode.get(draft.code);
    if (before) changes.push({ op: 'close-grid', id: before.id, vanished: false });
    const { code, kind, parentCode, bandMin, bandMax, shape, x, y } = draft;
    changes.push({
      op: 'grid',
      ...{ code, name: names(draft), kind, parentCode, bandMin, bandMax },
      geom: Buffer.from(encodeMultiPolygon(shape)).toString('hex'),
      lattice: Buffer.from(encodeMultiPolygon(shape, 'lattice')).toString('hex'),
      x,
      y,
      areaM2: totalAreaM2(shape),
      colour: colours.get(draft)!,
      isNew: before === undefined,
    });
  }
  return { changes, unchanged: kept.size };
}

function isSame(draft: ComingGrid, grid: StandingGrid, name: string): boolean {
  return (
    draft.key === grid.key &&
    name === grid.name &&
    draft.kind === grid.kind &&
    draft.parentCode === grid.parentCode &&
    draft.bandMin === grid.bandMin &&
    draft.bandMax === grid.bandMax
  );
}

/** Micro grids lie over the others, so each of the two layers is coloured by itself. */
function coloursOf<Draft extends ComingGrid>(
  drafts: readonly Draft[],
  byCode: ReadonlyMap<string, StandingGrid>,
  stays: (draft: Draft) => boolean,
): Map<Draft, number> {
  const colours = new Map<Draft, number>();
  for (const micro of [false, true]) {
    const layer = drafts
      .filter(({ kind }) => (kind === 'micro') === micro)
      .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
    const near = neighbours(layer.map(({ shape }) => shape));
    const kept = layer.map((draft) => (stays(draft) ? byCode.get(draft.code)!.colour : null));
    for (const [at, draft] of layer.entries()) {
      const before = byCode.get(draft.code)?.colour;
      if (kept[at] !== null || before === undefined) continue;
      if (!near[at]!.some((other) => kept[other] === before)) kept[at] = before;
    }
    for (const [at, colour] of colourGrids(near, kept).entries()) colours.set(layer[at]!, colour);
  }
  return colours;
}

/** `roles`: those the file has a column for; the others are left alone while their grid goes on. */
export function postChanges(
  drafts: readonly GridDraft[],
  known: readonly KnownPost[],
  roles: ReadonlySet<'leader' | 'worker'>,
): GridChange[] {
  const changes: GridChange[] = [];
  const wanted = new Map<string, Holder | null>();
  for (const { code, posts } of drafts) {
    for (const role of ['leader', 'worker'] as const) wanted.set(`${role} ${code}`, posts[role]);
  }
  const coming = new Set(drafts.map(({ code }) => code));
  const filled = new Set<string>();
  for (const { id, gridCode, role, holder, phone } of known) {
    if (role !== 'leader' && role !== 'worker') {
      if (!coming.has(gridCode)) changes.push({ op: 'close-post', id });
      continue;
    }
    const key = `${role} ${gridCode}`;
    const want = wanted.get(key);
    const stays =
      want !== undefined && (!roles.has(role) || (!filled.has(key) && want?.holder === holder && want.phone === phone));
    if (stays) filled.add(key);
    else changes.push({ op: 'close-post', id });
  }
  for (const { code, posts } of drafts) {
    for (const role of roles) {
      const want = posts[role];
      if (want && !filled.has(`${role} ${code}`)) changes.push({ op: 'post', gridCode: code, role, ...want });
    }
  }
  return changes;
}
