/** How entries are made and change: what goes with one that is dropped, what a step that arrived means for those after it. Pure. */

import { serviceTime } from './clock.ts';
import { type Entry, isOpen, type Seen, type Task } from './entry.ts';

export interface Making {
  readonly id: string;
  readonly task: Task;
  readonly subject: string;
  readonly after?: readonly string[];
  readonly label: string;
  /** Time in which it can be taken back before it goes. */
  readonly holdMs?: number;
}

export const MOST_ENTRIES = 500;
export const MOST_BYTES = 200_000_000;
const MOST_SENT = 60;
const SENT_MS = 24 * 3_600_000;

const bytesOf = ({ task }: Pick<Entry, 'task'>): number => (task.kind === 'photo' ? task.file.size : 0);

/** Whether it still fits; what has arrived does not count. */
export function fits(entries: readonly Entry[], making: readonly Making[]): boolean {
  const waiting = entries.filter(isOpen);
  const bytes = [...waiting, ...making].reduce((sum, one) => sum + bytesOf(one), 0);
  return waiting.length + making.length <= MOST_ENTRIES && bytes <= MOST_BYTES;
}

export function entryOf(making: Making, login: string, seq: number, now: number): Entry {
  const { id, task, subject, after = [], label, holdMs = 0 } = making;
  const standing = { standing: 'waiting', tries: 0, notBefore: now + holdMs, problem: null, sentAt: null } as const;
  return { id, login, seq, subject, after, task, label, madeAt: now, ...standing };
}

/** With the moment it was done at, once and for all: a second try must say the same. */
export function timed(entry: Entry): Entry {
  const at = serviceTime(entry.madeAt);
  const { task } = entry;
  switch (task.kind) {
    case 'sign-in':
    case 'sign-out':
      return { ...entry, task: { ...task, body: { at, ...task.body } } };
    case 'visit':
      return { ...entry, task: { ...task, body: { at, ...task.body } } };
    case 'step':
      return { ...entry, task: { ...task, body: { at, ...task.body } } };
    case 'report':
      return { ...entry, task: { ...task, body: { occurredAt: at, ...task.body } } };
    default:
      return entry;
  }
}

/** What has arrived keeps no photo. */
export function arrived(entry: Entry, now: number): Entry {
  const { task } = entry;
  const light = task.kind === 'photo' ? { ...task, file: new Blob() } : task;
  return { ...entry, task: light, standing: 'sent', problem: null, sentAt: now };
}

/** Steps that wait for the same event are now decided on the story with this one in it: nobody else was in between. */
export function followed(entries: readonly Entry[], sent: Entry, seen: Seen): Entry[] {
  return entries.flatMap((entry) =>
    entry.subject === sent.subject && entry.seq > sent.seq && isOpen(entry) && entry.task.kind === 'step'
      ? [{ ...entry, task: { ...entry.task, seen } }]
      : [],
  );
}

/** What is dropped with it: photos and steps of a report that will not be. */
export const goingWith = (entries: readonly Entry[], entry: Entry): Entry[] =>
  entry.task.kind !== 'report'
    ? [entry]
    : entries.filter((other) => other.subject === entry.subject && other.login === entry.login && isOpen(other));

/** What arrived long ago, or is more than anybody reads. */
export function outlived(entries: readonly Entry[], now: number): Entry[] {
  const sent = entries.filter(({ standing }) => standing === 'sent').sort((a, b) => b.sentAt! - a.sentAt!);
  return sent.filter((entry, index) => index >= MOST_SENT || now - entry.sentAt! > SENT_MS);
}

/** Changed by hand after a refusal: tried again at once, on the story that was shown with it. */
export function mended(entry: Entry, change: (task: Task) => Task, now: number): Entry {
  const changed = change(entry.task);
  const seen = entry.problem?.seen;
  const task = changed.kind === 'step' && seen !== undefined ? { ...changed, seen } : changed;
  return { ...entry, task, standing: 'waiting', tries: 0, notBefore: now, problem: null };
}
