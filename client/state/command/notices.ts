/** What announces itself: events that are new, and events whose time has run out while somebody looks. */
import { computed, effect, signal, untracked } from '@preact/signals';
import type { EventRow } from '../../../server/contract/events.ts';
import { arrivals, board } from './board.ts';
import { isLive, second } from './clock.ts';
import { judged } from './list.ts';
import { sound } from './sound.ts';

export interface Notice {
  readonly id: number;
  readonly kind: 'new' | 'overdue';
  /** One of them, and how many there are besides. */
  readonly row: EventRow;
  readonly more: number;
  readonly since: number;
}

const SHOWN_MS = 12_000;
const MOST = 3;
/** So long a row is marked as new in list and map. */
const NEW_MS = 60_000;

let last = 0;
const all = signal<readonly Notice[]>([]);
export const notices = computed(() => all.value.filter(({ since }) => second.value - since < SHOWN_MS));
export const dismiss = (id: number): void => {
  all.value = all.peek().filter((notice) => notice.id !== id);
};

const newSince = signal<ReadonlyMap<string, number>>(new Map());
/** Ids of events that came a short while ago. */
export const newIds = computed<ReadonlySet<string>>(
  () => new Set([...newSince.value].filter(([, since]) => second.value - since < NEW_MS).map(([id]) => id)),
);

function notify(kind: Notice['kind'], rows: readonly EventRow[]): void {
  const [row] = rows;
  if (row === undefined) return;
  const notice = { id: ++last, kind, row, more: rows.length - 1, since: Date.now() };
  all.value = [notice, ...notices.peek()].slice(0, MOST);
  sound(kind);
}

/** Of two sets of overdue ids, those that are overdue now and were not. Pure. */
export const ranOut = (before: ReadonlySet<string>, now: ReadonlySet<string>): string[] =>
  [...now].filter((id) => !before.has(id));

/** For as long as the workspace is open. */
export function followNotices(): () => void {
  const stopNew = effect(() => {
    const rows = arrivals.value;
    if (rows.length === 0) return;
    untracked(() => {
      const now = Date.now();
      const kept = [...newSince.value].filter(([, since]) => now - since < NEW_MS);
      newSince.value = new Map([...kept, ...rows.map((row): [string, number] => [row.id, now])]);
      notify('new', rows);
    });
  });
  let before: ReadonlySet<string> | null = null;
  const stopOverdue = effect(() => {
    if (!board.value.ready || !isLive.value) {
      before = null;
      return;
    }
    const rows = judged.value.filter(({ urgency }) => urgency === 'overdue').map(({ row }) => row);
    const now = new Set(rows.map(({ id }) => id));
    const late = before === null ? [] : ranOut(before, now);
    before = now;
    untracked(() =>
      notify(
        'overdue',
        rows.filter(({ id }) => late.includes(id)),
      ),
    );
  });
  return () => {
    stopNew();
    stopOverdue();
    all.value = [];
    newSince.value = new Map();
  };
}
