/**
 * One level of a community on other cells, three ways: a cell that the plan left in its grid goes where the new ground has it,
 * one that the plan gave to another grid stays there. The same for what is said of each grid.
 */
import type { RebaseTake } from '../../../contract/plan-operations.ts';
import type { CommunityState, Division, PlanLevel, PlanSlot } from '../../../contract/plan-state.ts';
import { assignmentOf, assignmentText } from '../assignment-text.ts';
import { canonicalSlot } from '../canonical.ts';
import { UNASSIGNED } from '../cell-ranges.ts';
import type { CarriedLines } from './carried-lines.ts';

export interface CarriedDivision {
  readonly division: Division;
  readonly nextSlot: number;
  /** Cells on new ground that no grid was found for. */
  readonly unassigned: number[];
  readonly retired: string[];
  /** By key. */
  readonly numberOf: ReadonlyMap<string, number>;
}

interface Table {
  readonly slots: readonly (PlanSlot | null)[];
  readonly byKey: ReadonlyMap<string, PlanSlot>;
  /** Key of the grid of each cell; null: in none. */
  readonly keyAt: (cell: number) => string | null;
}

/** `grid`: the level above, for micro grids. */
export function carriedDivision(
  level: PlanLevel,
  old: { readonly start: CommunityState; readonly now: CommunityState },
  fresh: { readonly start: CommunityState },
  take: RebaseTake,
  { sourceOf, rootOf, oldRootOf }: CarriedLines,
  grid: CarriedDivision | null,
): CarriedDivision {
  const [start, mine, theirs] = [old.start[level], old.now[level], fresh.start[level]].map(tableOf) as [
    Table,
    Table,
    Table,
  ];
  const touched = touchedKeys(start, mine, oldRootOf);
  const unassigned: number[] = [];
  const wanted = Array.from(sourceOf, (source, cell): string | null => {
    const now = theirs.keyAt(rootOf[cell]!);
    if (take === 'theirs') return now;
    if (source >= 0) return isLeft(source) ? now : mine.keyAt(source);
    if (now !== null && !touched.has(now)) return now;
    unassigned.push(cell);
    return null;
  });
  const used = new Set(wanted);
  const codes = new Set([...theirs.byKey.values()].map(({ code }) => code));
  const isCode = (code: string): boolean => codes.has(code);
  const retired: string[] = [];
  const slots: (PlanSlot | null)[] = [];
  const numberOf = new Map<string, number>();
  mine.slots.forEach((slot, number) => {
    const record = slot === null ? null : merged(slot);
    slots.push(record);
    if (record !== null) numberOf.set(record.key, number);
  });
  let next = old.now.nextSlot[level];
  for (const [key, slot] of theirs.byKey) {
    const isDropped = take === 'mine' && start.byKey.has(key) && !used.has(key);
    if (numberOf.has(key) || isDropped) continue;
    while (slots.length < next) slots.push(null);
    slots[next] = placed(slot, fresh.start);
    numberOf.set(key, next++);
  }
  while (slots.length > 0 && slots[slots.length - 1] === null) slots.pop();
  const assignment = Uint16Array.from(wanted, (key) => (key === null ? UNASSIGNED : (numberOf.get(key) ?? UNASSIGNED)));
  return { division: { slots, assignment: assignmentText(assignment) }, nextSlot: next, unassigned, retired, numberOf };

  /** The plan did not move this cell. */
  function isLeft(cell: number): boolean {
    return mine.keyAt(cell) === start.keyAt(oldRootOf[cell]!);
  }

  /** What goes on of a grid of the plan; null when it does not. */
  function merged(slot: PlanSlot): PlanSlot | null {
    const was = start.byKey.get(slot.key);
    const now = theirs.byKey.get(slot.key);
    if (was === undefined && now === undefined) return take === 'mine' ? uncoded(placed(slot, old.now), isCode) : null;
    if (now === undefined) {
      if (take === 'theirs' || !used.has(slot.key)) return null;
      return uncoded(placed(slot, old.now), () => true);
    }
    const pick = <Field extends 'code' | 'name' | 'kind' | 'role'>(field: Field): PlanSlot[Field] =>
      was !== undefined && slot[field] !== was[field] && (take === 'mine' || field === 'role')
        ? slot[field]
        : now[field];
    const parent = was !== undefined && parentKey(slot, old.now) !== parentKey(was, old.start);
    const own = parent && take === 'mine' ? placed(slot, old.now) : placed(now, fresh.start);
    return canonicalSlot({ ...own, code: pick('code'), name: pick('name'), kind: pick('kind'), role: pick('role') });
  }

  /** Without its code where that has ended, or is another's by now. */
  function uncoded(slot: PlanSlot, isGone: (code: string) => boolean): PlanSlot {
    if (slot.code === null || !isGone(slot.code)) return slot;
    retired.push(slot.code);
    return { ...slot, code: null };
  }

  /** With the number that its grid has now; one whose grid has ended keeps the number, which nobody gets again. */
  function placed(slot: PlanSlot, from: CommunityState): PlanSlot {
    if (grid === null || slot.parent === null) return canonicalSlot(slot);
    const key = parentKey(slot, from);
    return canonicalSlot({ ...slot, parent: key === null ? slot.parent : (grid.numberOf.get(key) ?? slot.parent) });
  }
}

/** Grids whose cells are others than at the start. */
function touchedKeys(start: Table, mine: Table, oldRootOf: Int32Array): Set<string> {
  const touched = new Set<string>();
  oldRootOf.forEach((root, cell) => {
    if (root < 0) return;
    const [was, is] = [start.keyAt(root), mine.keyAt(cell)];
    if (was === is) return;
    for (const key of [was, is]) if (key !== null) touched.add(key);
  });
  for (const key of start.byKey.keys()) if (!mine.byKey.has(key)) touched.add(key);
  return touched;
}

function tableOf({ slots, assignment }: Division): Table {
  const slotOf = assignmentOf(assignment);
  return {
    slots,
    byKey: new Map(slots.flatMap((slot) => (slot === null ? [] : [[slot.key, slot] as const]))),
    keyAt: (cell) => slots[slotOf[cell] ?? UNASSIGNED]?.key ?? null,
  };
}

function parentKey({ parent }: PlanSlot, { grid }: CommunityState): string | null {
  return parent === null ? null : (grid.slots[parent]?.key ?? null);
}
