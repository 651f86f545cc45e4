/** An event on the board from a few fields, for tests without a database. */
import type { EventRow } from '../../server/contract/events.ts';
import type { BoardEvent } from '../../server/events/board/board-event.ts';

export function boardEvent(serial: number, row: Partial<EventRow> = {}, change: Partial<BoardEvent> = {}): BoardEvent {
  const at = '2026-11-30T04:00:00.000Z';
  const whole: EventRow = {
    id: `00000000-0000-4000-8000-${String(serial).padStart(12, '0')}`,
    serial,
    area: '990101001001',
    grid: '990101001001001',
    gridAlso: null,
    lon: 117.002,
    lat: 30.002,
    category: '0101',
    text: '路口有暴露垃圾，影响通行',
    grade: 'simple',
    way: 'community',
    level: 'community',
    channel: 'hotline',
    state: 'reported',
    version: 1,
    occurredAt: at,
    reportedAt: at,
    changedAt: at,
    clock: 'dispatch',
    clockFrom: at,
    dueAt: at,
    handler: null,
    worker: null,
    supervised: false,
    emergency: false,
    asked: null,
    reworks: 0,
    photos: 0,
  };
  Object.assign(whole, row);
  return {
    ...{ row: whole, county: '990101', dictionary: 'sample', x: 1_170_020_000, y: 300_020_000 },
    ...{ reported: Date.parse(at), filed: null, handled: null, ended: null, due: null, ...change },
    text: Buffer.from(JSON.stringify(whole)),
  };
}
