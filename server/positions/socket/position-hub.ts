/**
 * Who is told what of positions: viewers in groups of those who may see the same, each group with the cells that any of them
 * looks at. Every 100 ms each cell with changes is written once, with its header, and the one buffer goes to all its viewers.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { LiveWorker, LiveWorkers } from '../live-workers.ts';
import { type CellRow, cellFrame, SNAPSHOT, TICK } from './cell-frame.ts';
import { type Cell, cellXY } from './cells.ts';
import { textFrame } from './socket-frame.ts';
import type { SocketTally } from './socket-tally.ts';
import type { ViewClass } from './view-class.ts';
import type { Viewer } from './viewer.ts';
import { WorkerCells } from './worker-cells.ts';

export const TICK_MS = 100;
const COUNTS_MS = 1_000;

interface Watched {
  readonly viewers: Set<Viewer>;
  readonly dirty: Set<number>;
  readonly gone: Set<number>;
}

interface Group {
  readonly view: ViewClass;
  readonly cells: Map<Cell, Watched>;
  readonly members: Set<Viewer>;
}

export interface HubDeps {
  live: LiveWorkers;
  clock: () => Date;
  /** What is shown of a worker besides the place. */
  flagsOf: (worker: LiveWorker, now: number) => number;
  tally: SocketTally;
  /** Cut off: too slow. */
  cut: (viewer: Viewer) => void;
}

export class PositionHub {
  readonly #epoch = randomBytes(4).toString('hex');
  readonly #deps: HubDeps;
  readonly #groups = new Map<string, Group>();
  readonly #groupOf = new Map<Viewer, Group>();
  readonly #stood = new WorkerCells();
  /** The last change of a cell. */
  readonly #changedAt = new Map<Cell, number>();
  readonly #stop: () => void;
  /** Changes so far: a frame reflects all up to its own. */
  #seq = 0;
  #tick: NodeJS.Timeout | null = null;
  #pulse: NodeJS.Timeout | null = null;

  constructor(deps: HubDeps) {
    this.#deps = deps;
    this.#stop = deps.live.onNews((worker, gone) => this.#changed(worker, gone));
  }

  /** Of what this view is told: who sees something else has another one. */
  epochOf(view: ViewClass): string {
    return `${this.#epoch}${createHash('sha256').update(view.key).digest('hex').slice(0, 8)}`;
  }

  get seq(): number {
    return this.#seq;
  }

  /** Viewers, groups and cells that are looked at. */
  sizes(): { viewers: number; groups: number; cells: number } {
    const cells = [...this.#groups.values()].reduce((sum, group) => sum + group.cells.size, 0);
    return { viewers: this.#groupOf.size, groups: this.#groups.size, cells };
  }

  viewers(): Iterable<Viewer> {
    return this.#groupOf.keys();
  }

  join(viewer: Viewer, view: ViewClass): void {
    const group = this.#groups.get(view.key) ?? { view, cells: new Map(), members: new Set() };
    this.#groups.set(view.key, group);
    group.members.add(viewer);
    this.#groupOf.set(viewer, group);
    this.#pulse ??= setInterval(() => this.#onPulse(), COUNTS_MS);
  }

  /** Whether single workers are shown to this viewer at all. */
  shows(viewer: Viewer): boolean {
    return this.#groupOf.get(viewer)?.view.exact === true;
  }

  /** The viewer may see something else now: everything is told anew. */
  regroup(viewer: Viewer, view: ViewClass): void {
    if (this.#groupOf.get(viewer)?.view.key === view.key) return;
    const { cells } = viewer;
    this.leave(viewer);
    viewer.cells = new Set();
    this.join(viewer, view);
    this.look(viewer, cells === null ? null : [...cells]);
  }

  /** What is looked at from now on; null: counts. Cells that were not looked at before are told in this very turn. */
  look(viewer: Viewer, asked: readonly Cell[] | null): void {
    const group = this.#groupOf.get(viewer)!;
    const wanted = asked === null || !group.view.exact ? null : new Set(asked);
    const before = viewer.cells ?? new Set();
    for (const cell of before) if (!wanted?.has(cell)) unwatch(group, cell, viewer);
    viewer.cells = wanted;
    if (wanted === null) {
      viewer.counts = '';
      this.#tellCounts(group, [viewer]);
      return;
    }
    const { held } = viewer;
    viewer.held = null;
    for (const cell of wanted) {
      if (before.has(cell)) continue;
      const watched = group.cells.get(cell) ?? { viewers: new Set(), dirty: new Set(), gone: new Set() };
      group.cells.set(cell, watched);
      watched.viewers.add(viewer);
      const since = held?.get(cell);
      if (since !== undefined && (this.#changedAt.get(cell) ?? 0) <= since) continue;
      this.#offer(viewer, cell, this.#snapshot(group, cell));
    }
  }

  leave(viewer: Viewer): void {
    const group = this.#groupOf.get(viewer);
    if (group === undefined) return;
    for (const cell of viewer.cells ?? []) unwatch(group, cell, viewer);
    group.members.delete(viewer);
    this.#groupOf.delete(viewer);
    if (group.members.size === 0) this.#groups.delete(group.view.key);
    if (this.#groupOf.size > 0 || this.#pulse === null) return;
    clearInterval(this.#pulse);
    this.#pulse = null;
  }

  /** The line of a viewer who missed ticks is free: the latest of what is owed, once. */
  settle(viewer: Viewer): void {
    const group = this.#groupOf.get(viewer);
    if (group === undefined) return;
    for (const cell of viewer.takeOwed()) this.#offer(viewer, cell, this.#snapshot(group, cell));
  }

  close(): void {
    this.#stop();
    clearTimeout(this.#tick ?? undefined);
    clearInterval(this.#pulse ?? undefined);
  }

  #changed(worker: LiveWorker, gone: boolean): void {
    const { before, now } = this.#stood.move(worker, gone);
    const id = worker.duty.worker;
    this.#seq++;
    for (const cell of [before?.cell, now?.cell]) if (cell !== undefined) this.#changedAt.set(cell, this.#seq);
    let told = false;
    for (const { view, cells } of this.#groups.values()) {
      const saw = before !== null && view.seesPerson(before.area);
      const sees = now !== null && view.seesPerson(now.area);
      const old = saw && (!sees || before.cell !== now!.cell) ? cells.get(before.cell) : undefined;
      if (old !== undefined) {
        old.dirty.delete(id);
        old.gone.add(id);
        told = true;
      }
      const next = sees ? cells.get(now.cell) : undefined;
      if (next === undefined) continue;
      if (next.dirty.has(id)) this.#deps.tally.coalesced++;
      next.dirty.add(id);
      next.gone.delete(id);
      told = true;
    }
    if (!told || this.#tick !== null) return;
    const due = performance.now() + TICK_MS;
    this.#tick = setTimeout(() => {
      this.#tick = null;
      this.#deps.tally.tickLag?.(Math.max(0, performance.now() - due) / 1000);
      this.#tell();
    }, TICK_MS);
  }

  #tell(): void {
    this.#deps.tally.ticks++;
    for (const { cells } of this.#groups.values()) {
      for (const [cell, { viewers, dirty, gone }] of cells) {
        if (dirty.size === 0 && gone.size === 0) continue;
        const rows = this.#rows(dirty);
        const frame = cellFrame(TICK, { seq: this.#seq, ...cellXY(cell) }, rows, [...gone]);
        dirty.clear();
        gone.clear();
        for (const viewer of viewers) if (this.#offer(viewer, cell, frame)) this.#deps.tally.rows += rows.length;
      }
    }
  }

  #snapshot({ view }: Group, cell: Cell): Buffer {
    const seen = [...this.#stood.in(cell)].filter((id) => {
      const worker = this.#deps.live.get(id);
      return worker !== undefined && view.seesPerson(worker.duty.area);
    });
    return cellFrame(SNAPSHOT, { seq: this.#seq, ...cellXY(cell) }, this.#rows(seen), []);
  }

  #rows(ids: Iterable<number>): CellRow[] {
    const { live, clock, flagsOf } = this.#deps;
    const now = clock().getTime();
    const rows: CellRow[] = [];
    for (const id of ids) {
      const worker = live.get(id);
      if (worker?.last == null) continue;
      rows.push({ worker: id, fix: worker.last, ageS: (now - worker.last.t) / 1000, flags: flagsOf(worker, now) });
    }
    return rows;
  }

  #offer(viewer: Viewer, cell: Cell, frame: Buffer): boolean {
    const { tally, cut } = this.#deps;
    if (viewer.offer(cell, frame)) {
      tally.frames++;
      return true;
    }
    tally.owed++;
    if (viewer.isFailing()) cut(viewer);
    return false;
  }

  #onPulse(): void {
    for (const viewer of [...this.#groupOf.keys()]) if (viewer.isFailing()) this.#deps.cut(viewer);
    for (const group of this.#groups.values()) {
      const wide = [...group.members].filter((viewer) => viewer.cells === null);
      if (wide.length > 0) this.#tellCounts(group, wide);
    }
  }

  /** Written once for all of a group; to those who do not know them yet and whose line is free. */
  #tellCounts({ view }: Group, viewers: readonly Viewer[]): void {
    const grids = new Map<string, number>();
    let outside = 0;
    for (const { duty, where, last } of this.#deps.live.all()) {
      if (last === null || !view.seesCount(duty.area)) continue;
      if (where.grid == null) outside++;
      else grids.set(where.grid, (grids.get(where.grid) ?? 0) + 1);
    }
    const sorted = [...grids].sort(([a], [b]) => (a < b ? -1 : 1));
    const known = JSON.stringify([sorted, outside]);
    let frame: Buffer | null = null;
    for (const viewer of viewers) {
      if (viewer.counts === known || !viewer.isFree) continue;
      frame ??= textFrame({ type: 'counts', at: this.#deps.clock().toISOString(), grids: sorted, outside });
      viewer.counts = known;
      viewer.say(frame);
      this.#deps.tally.frames++;
    }
  }
}

function unwatch({ cells }: Group, cell: Cell, viewer: Viewer): void {
  const watched = cells.get(cell);
  watched?.viewers.delete(viewer);
  if (watched?.viewers.size === 0) cells.delete(cell);
}
