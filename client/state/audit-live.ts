/**
 * Listens while the audit is open: the service says `coverage` when results changed. The screen is not changed under the
 * reader's hands; it offers the new results.
 */
import { signal } from '@preact/signals';
import { countyCode } from './areas.ts';
import { check } from './audit-check.ts';

/** New results are there that the screen does not show yet. */
export const fresh = signal(false);

/** Of the feed of a county; a message about another one is not for this screen. */
export function isOurs(data: unknown, county: string | null): boolean {
  const area = (data as { area?: unknown } | null)?.area;
  return typeof area !== 'string' || county === null || area.startsWith(county);
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The answer ends it. A browser without EventSource, or a refused stream, only means that nothing is offered. */
export function followLive(): () => void {
  if (typeof EventSource === 'undefined') return () => {};
  const source = new EventSource('/api/live');
  source.addEventListener('coverage', (event: MessageEvent<string>) => {
    // one's own check loads its result by itself
    if (check.peek()?.state === 'running') return;
    if (isOurs(read(event.data), countyCode.peek())) fresh.value = true;
  });
  return () => {
    source.close();
    fresh.value = false;
  };
}
