/** Server-sent events as bytes. Rows come as the JSON they were written to once; a frame only puts them in line. Pure. */
import type { BoardCounts } from '../events/board/board-counts.ts';
import type { BoardEvent } from '../events/board/board-event.ts';

const COMMA = Buffer.from(',');
const END = Buffer.from('\n\n');

function head(id: string | null, event: string): string {
  return `${id === null ? '' : `id: ${id}\n`}event: ${event}\ndata: `;
}

function rows(events: readonly BoardEvent[]): Buffer[] {
  return events.flatMap(({ text }, n) => (n === 0 ? [text] : [COMMA, text]));
}

export function snapshotFrame(id: string, at: string, events: readonly BoardEvent[], counts: BoardCounts): Buffer {
  const before = Buffer.from(`${head(id, 'snapshot')}{"at":"${at}","events":[`);
  return Buffer.concat([before, ...rows(events), Buffer.from(`],"counts":${JSON.stringify(counts)}}`), END]);
}

export function deltaFrame(
  id: string,
  at: string,
  delta: { events: readonly BoardEvent[]; gone: readonly string[]; counts: BoardCounts },
): Buffer {
  const before = Buffer.from(`${head(id, 'events')}{"at":"${at}","events":[`);
  const after = `],"gone":${JSON.stringify(delta.gone)},"counts":${JSON.stringify(delta.counts)}}`;
  return Buffer.concat([before, ...rows(delta.events), Buffer.from(after), END]);
}

export function resetFrame(reason: string): Buffer {
  return Buffer.from(`${head(null, 'reset')}${JSON.stringify({ reason })}\n\n`);
}

/** News among events: the position in the stream is that of the events, so its own id is left out. */
export function newsFrame(id: string | null, kind: string, data: string): Buffer {
  return Buffer.from(`${head(id, kind)}${data}\n\n`);
}

/** Keeps the line open, and tells where the listener is. It has a name: a page cannot hear what has none. */
export function beatFrame(id: string, at: string): Buffer {
  return Buffer.from(`${head(id, 'beat')}${JSON.stringify({ at })}\n\n`);
}
