/** Events as the database would hand them over, from a few fields each, for tests of the columns without one. */
import type { EventBatch } from '../../server/events/columns/event-batch.ts';
import { EventColumns } from '../../server/events/columns/event-columns.ts';
import { NOWHERE } from '../../server/events/columns/event-page.ts';

export interface BatchEvent {
  serial: number;
  reported: number;
  ended?: number;
  due?: number;
  dispatched?: number;
  handled?: number;
  handleDue?: number;
  verifyDue?: number;
  x?: number;
  y?: number;
  area?: string;
  grid?: string;
  category?: string;
  handler?: string;
  grade?: number;
  way?: number;
  channel?: number;
  state?: number;
  flags?: number;
  dispatches?: number;
  returns?: number;
}

export function batchOf(events: readonly BatchEvent[]): EventBatch {
  const times = (name: 'ended' | 'due' | 'dispatched' | 'handled' | 'handleDue' | 'verifyDue'): Float64Array =>
    Float64Array.from(events, (event) => event[name] ?? Number.NaN);
  const bytes = (name: 'grade' | 'way' | 'channel' | 'state' | 'flags' | 'dispatches' | 'returns'): Uint8Array =>
    Uint8Array.from(events, (event) => event[name] ?? 0);
  return {
    serial: Float64Array.from(events, ({ serial }) => serial),
    reported: Float64Array.from(events, ({ reported }) => reported),
    ended: times('ended'),
    due: times('due'),
    dispatched: times('dispatched'),
    handled: times('handled'),
    handleDue: times('handleDue'),
    verifyDue: times('verifyDue'),
    x: Int32Array.from(events, ({ x = NOWHERE }) => x),
    y: Int32Array.from(events, ({ y = NOWHERE }) => y),
    area: events.map(({ area = '990101001001' }) => area),
    grid: events.map(({ grid = '' }) => grid),
    category: events.map(({ category = 'sample/0101' }) => category),
    handler: events.map(({ handler = '' }) => handler),
    grade: bytes('grade'),
    way: bytes('way'),
    channel: bytes('channel'),
    state: bytes('state'),
    flags: bytes('flags'),
    dispatches: bytes('dispatches'),
    returns: bytes('returns'),
  };
}

export function columnsOf(events: readonly BatchEvent[]): EventColumns {
  const columns = new EventColumns();
  columns.apply(batchOf(events));
  return columns;
}
