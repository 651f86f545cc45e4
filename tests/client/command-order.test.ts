// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { circle } from '../../client/state/command/draft-place.ts';
import {
  formatFilter,
  type ListFilter,
  matches,
  NO_FILTER,
  parseFilter,
  STANDINGS,
  stands,
} from '../../client/state/command/list-filter.ts';
import { entriesOf } from '../../client/state/command/list-groups.ts';
import { metresBetween, similarTo } from '../../client/state/command/similar.ts';
import { byUrgency, judge, spanOf, urgencyOf } from '../../client/state/command/urgency.ts';
import { looksPersonal } from '../../client/state/personal.ts';
import { localInput, momentOfInput } from '../../client/workspaces/command/local-input.ts';
import { dueText } from '../../client/workspaces/command/words.ts';
import { sampleEvent } from '../support/sample-event.ts';

const NOW = Date.parse('2026-11-30T02:00:00Z');
const MINUTE = 60_000;
const due = (minutes: number) => new Date(NOW + minutes * MINUTE).toISOString();
const WARN = 0.2;

describe('how an event stands', () => {
  // the clock began an hour ago in each
  it.each([
    ['over', { dueAt: due(-1) }, 'overdue'],
    ['over at this very moment', { dueAt: due(0) }, 'overdue'],
    ['a fifth of its time is left', { dueAt: due(15) }, 'soon'],
    ['more than a fifth is left', { dueAt: due(16) }, 'running'],
    ['no clock', { dueAt: null, clock: null, clockFrom: null }, 'none'],
    ['suspended: the clock stands still', { state: 'suspended', dueAt: null, clock: null }, 'none'],
    ['closed, whatever its clock says', { state: 'closed', dueAt: due(-60) }, 'ended'],
    ['merged', { state: 'merged' }, 'ended'],
    ['a deadline without a beginning is never soon', { dueAt: due(1), clockFrom: null }, 'running'],
  ] as const)('%s', (_, change, expected) => {
    expect(urgencyOf(sampleEvent(change), NOW, WARN)).toBe(expected);
  });

  it('overdue first, longest over on top, then soon, then by deadline, then what has no clock, then what has ended', () => {
    const list = [
      sampleEvent({ serial: 1, state: 'closed', changedAt: due(-50) }),
      sampleEvent({ serial: 2, dueAt: due(300) }),
      sampleEvent({ serial: 3, dueAt: due(-5) }),
      sampleEvent({ serial: 4, dueAt: null, clock: null }),
      // soon, although another that is not has an earlier deadline
      sampleEvent({ serial: 5, dueAt: due(100), clockFrom: due(-900) }),
      sampleEvent({ serial: 6, dueAt: due(-90) }),
      sampleEvent({ serial: 7, dueAt: due(60), clockFrom: due(-10) }),
      sampleEvent({ serial: 8, state: 'void', changedAt: due(-10) }),
    ].map((row) => judge(row, NOW, WARN));
    expect(list.sort(byUrgency).map(({ row }) => row.serial)).toEqual([6, 3, 5, 7, 2, 4, 8, 1]);
  });

  it.each([
    [due(125), '剩 2 小时'],
    [due(59.5), '剩 59 分钟'],
    [due(0.5), '不足 1 分钟'],
    [due(-35), '超时 35 分钟'],
    [due(-0.5), '刚刚超时'],
    [due(-60 * 47), '超时 47 小时'],
    [due(60 * 48), '剩 2 天'],
    [null, '不计时'],
  ])('due %s is written %s', (dueAt, text) => {
    expect(dueText(judge(sampleEvent({ dueAt }), NOW, WARN), NOW)).toBe(text);
  });

  it('says of one that has ended how', () => {
    expect(dueText(judge(sampleEvent({ state: 'void', dueAt: due(-5) }), NOW, WARN), NOW)).toBe('作废');
  });

  it.each([
    [0, 'minute', 0],
    [59 * MINUTE + 59_999, 'minute', 59],
    [60 * MINUTE, 'hour', 1],
    [48 * 60 * MINUTE - 1, 'hour', 47],
    [-48 * 60 * MINUTE, 'day', 2],
  ] as const)('a span of %i ms is whole %ss: %i', (ms, unit, amount) => {
    expect(spanOf(ms)).toEqual({ unit, amount });
  });
});

describe('what is listed', () => {
  const filters: ListFilter[] = [
    NO_FILTER,
    { ...NO_FILTER, standing: 'overdue' },
    { ...NO_FILTER, state: 'followed-up', grade: 'major' },
    { standing: 'unplaced', state: 'filed', kind: '0101', grade: 'simple', channel: 'system', mine: true },
  ];
  it.each(filters.map((filter) => [formatFilter(filter), filter] as const))(
    'is written in the address and read again: %s',
    (text, filter) => {
      expect(parseFilter(text)).toEqual(filter);
      expect(text ?? '').toMatch(/^[0-9A-Za-z_.:,/~+-]*$/);
    },
  );

  it.each(['', 'nonsense', 'state', 'state:', ',,', 'grade:'])(
    'is everything open when the address says %j',
    (text) => {
      expect(parseFilter(text)).toEqual(NO_FILTER);
    },
  );

  it('stands under the buttons it belongs to', () => {
    const under = (change: Parameters<typeof sampleEvent>[0]) =>
      STANDINGS.filter((standing) => stands(judge(sampleEvent(change), NOW, WARN), standing));
    expect(under({ dueAt: due(-5) })).toEqual(['open', 'overdue']);
    expect(under({ dueAt: due(5) })).toEqual(['open', 'soon']);
    expect(under({ lon: null, lat: null, dueAt: due(500) })).toEqual(['open', 'unplaced']);
    expect(under({ state: 'closed', lon: null, lat: null })).toEqual(['ended']);
  });

  it.each([
    ['a major', { kind: '01' }, true],
    ['a kind', { kind: '0102' }, false],
    ['a state', { state: 'filed' }, false],
    ['a grade', { grade: 'ordinary' }, true],
    ['a channel', { channel: 'worker' }, false],
    ['mine', { mine: true }, true],
  ] as const)('is narrowed by %s', (_, change, expected) => {
    const row = sampleEvent({ handler: { kind: 'unit', code: 'cg', name: '城管局' } });
    const about = { self: new Set(['cg']), text: '', words: () => '' };
    expect(matches(row, { ...NO_FILTER, ...change }, about)).toBe(expected);
    if ('mine' in change)
      expect(matches(row, { ...NO_FILTER, mine: true }, { ...about, self: new Set(['zj']) })).toBe(false);
  });

  it.each([
    ['桶满', true],
    [' 桶满 ', true],
    ['文昌', true],
    ['4711', true],
    ['001001001', true],
    ['河道', false],
  ])('is found by the words %j: %s', (text, expected) => {
    const row = sampleEvent({ serial: 4711 });
    expect(matches(row, NO_FILTER, { self: new Set(), text, words: () => '暴露垃圾 文昌里网格' })).toBe(expected);
  });

  it('is grouped under headings with their numbers, which fold', () => {
    const list = [
      sampleEvent({ serial: 1, category: '0101', dueAt: due(-5) }),
      sampleEvent({ serial: 2, category: '0501' }),
      sampleEvent({ serial: 3, category: '0102' }),
    ].map((row) => judge(row, NOW, WARN));
    const major = (category: string) => category.slice(0, 2);
    const said = (folded: string[]) =>
      entriesOf(list, 'kind', new Set(folded), major).map((entry) =>
        entry.is === 'group' ? `${entry.key} ${entry.count} ${entry.overdue} ${entry.folded}` : entry.event.row.serial,
      );
    expect(said([])).toEqual(['01 2 1 false', 1, 3, '05 1 0 false', 2]);
    expect(said(['kind/01'])).toEqual(['01 2 1 true', '05 1 0 false', 2]);
    expect(said(['state/01'])).toEqual(said([]));
    expect(entriesOf(list, 'none', new Set(), major)).toHaveLength(3);
  });
});

describe('what may be the same', () => {
  const here = { category: '0101', lon: 117.03, lat: 30.05 };
  const limits = { metres: 100, hours: 24 };
  const find = (change: Parameters<typeof sampleEvent>[0]) =>
    similarTo([sampleEvent(change)], here, limits, NOW).length;
  it.each([
    ['the same place', {}, 1],
    ['99 m to the north', { lat: 30.05 + 99 / 111_320 }, 1],
    ['101 m to the north', { lat: 30.05 + 101 / 111_320 }, 0],
    ['another kind', { category: '0102' }, 0],
    ['ended', { state: 'closed' }, 0],
    ['not located', { lon: null, lat: null }, 0],
    ['too long ago', { reportedAt: due(-25 * 60) }, 0],
  ] as const)('%s: %i', (_, change, count) => {
    expect(find(change)).toBe(count);
  });

  it('measures like the ground does, and offers the nearest first', () => {
    expect(metresBetween(here, { lon: 117.031, lat: 30.05 })).toBeCloseTo(96.4, 0);
    const rows = [30, 10, 20].map((m, i) => sampleEvent({ serial: 50 + i, lat: 30.05 + m / 111_320 }));
    expect(similarTo(rows, here, limits, NOW).map(({ row }) => row.serial)).toEqual([51, 52, 50]);
  });

  it('looks for other grids on a circle of the distance asked', () => {
    for (const [lon, lat] of circle(117.03, 30.05, 15)) expect(metresBetween(here, { lon, lat })).toBeCloseTo(15, 6);
  });
});

describe('fields of forms', () => {
  it.each([
    ['2026-11-30T09:05:00Z', '2026-11-30T17:05'],
    ['2026-12-31T16:00:00Z', '2027-01-01T00:00'],
  ])('%s is %s in Shanghai, and back', (iso, local) => {
    expect(localInput(iso)).toBe(local);
    expect(momentOfInput(local)).toBe(new Date(iso).toISOString());
  });
  it.each(['', '2026-11', 'x'])('half a moment is none: %j', (text) => {
    expect(momentOfInput(text)).toBeUndefined();
  });

  it.each([
    ['电话 13812345678', true],
    ['电话138 1234 5678', true],
    ['0563-2023456', true],
    ['身份号 34182519900101123X', true],
    ['垃圾桶三个，工单 20261130008123', false],
    ['积水约 20 厘米，门牌 1381', false],
  ])('personal data in %j: %s', (text, expected) => {
    expect(looksPersonal(text)).toBe(expected);
  });
});
