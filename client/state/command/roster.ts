/** Workers that an event can be sent to, and who of them a typed text means. */
import type { EventWorker } from '../../../server/contract/events.ts';

/** More rows than anybody reads; the text finds the others. */
const MOST = 50;

/** By name or login, in the order they came. Pure. */
export function workersLike(workers: readonly EventWorker[], text: string): readonly EventWorker[] {
  const typed = text.trim().toLowerCase();
  const meant = ({ name, login }: EventWorker): boolean => `${name}\n${login}`.toLowerCase().includes(typed);
  return workers.filter(meant).slice(0, MOST);
}
