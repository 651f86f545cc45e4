// @vitest-environment happy-dom
import { type StyleSpecification, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inOrder } from '../../client/map/layer-order.ts';
import { PEOPLE_SOURCES, peopleLayers } from '../../client/map/layers/people.ts';
import { FRESH, PEOPLE_IMAGES, STOOD } from '../../client/map/layers/people-images.ts';
import { peopleFeatures, trailFeatures } from '../../client/map/layers/people-shapes.ts';
import { PLAIN_VIEW } from '../../client/map/view.ts';
import { areas } from '../../client/state/areas.ts';
import { readCellFrame } from '../../client/state/command/people/cell-frame.ts';
import { nearestOf, tasksByLogin } from '../../client/state/command/people/nearest.ts';
import { countsOf, matching } from '../../client/state/command/people/people-list.ts';
import { chosenWorker, withHeard } from '../../client/state/command/people/positions.ts';
import { dueNow } from '../../client/state/command/people/roll-call.ts';
import { atTime, lengthM, segmentsOf } from '../../client/state/command/people/trail-shape.ts';
import { session } from '../../client/state/who.ts';
import { PeoplePanel } from '../../client/workspaces/command/people/people-panel.tsx';
import { faultOf, periodOf } from '../../client/workspaces/command/people/trail-form.tsx';
import type { Attendance } from '../../server/contract/duty.ts';
import type { WorkerPosition } from '../../server/contract/positions.ts';
import { cellFrame, LATE, LOST, OTHER_GRID, OUTSIDE } from '../../server/positions/socket/cell-frame.ts';
import { readCellMessage } from '../support/cell-message.ts';
import { sampleEvent } from '../support/sample-event.ts';

const NOW = Date.parse('2026-11-30T02:00:00Z');
const person = (change: Partial<WorkerPosition> = {}): WorkerPosition => ({
  ...{ worker: 1, name: '陈晓岚', area: '341921001001', grid: '341921001001001', place: 'own-grid' },
  ...{ lon: 117.01, lat: 30.01, at: '2026-11-30T01:59:50Z', accuracyM: 8, coarse: false, fresh: 'fresh' },
  ...{ since: '2026-11-30T00:30:00Z' },
  ...change,
});
const PEOPLE = [
  person(),
  person({ worker: 2, name: '何杰', place: 'other-grid', fresh: 'late', lon: 117.02 }),
  person({ worker: 3, name: '鲍萍', place: 'outside', grid: null, fresh: 'lost', lon: 117.011 }),
];

describe('a frame of the socket', () => {
  const fix = { x: 1_170_100_000, y: 300_100_000, speed: 12, course: 90, accuracyM: 9 } as never;
  it.each([
    [0, 'fresh', 'own-grid'],
    [LATE | OTHER_GRID, 'late', 'other-grid'],
    [LOST | OUTSIDE, 'lost', 'outside'],
  ])('of flags %d says %s and %s, as the service writes it', (flags, fresh, place) => {
    const framed = cellFrame(2, { seq: 4, x: 1, y: 2 }, [{ worker: 7, fix, ageS: 3, flags }], [9]);
    const bytes = framed.subarray(2);
    const rows = readCellFrame(new Uint8Array(bytes).buffer)!;
    expect(rows).toEqual([{ worker: 7, lon: 117.01, lat: 30.01, ageS: 3, accuracyM: 9, coarse: false, fresh, place }]);
    expect(readCellMessage(bytes).rows[0]).toMatchObject({ id: 7, lon: rows[0]!.lon, lat: rows[0]!.lat });
  });

  it.each([0, 23, 24, 43])('of another length is none: cut to %d bytes', (length) => {
    const bytes = cellFrame(2, { seq: 4, x: 1, y: 2 }, [{ worker: 7, fix, ageS: 3, flags: 0 }], []).subarray(2);
    expect(readCellFrame(new Uint8Array(bytes.subarray(0, length)).buffer)).toBeNull();
  });

  it('moves a worker on only when it is newer than the list', () => {
    const row = { ...{ worker: 1, lon: 117.5, lat: 30.5, ageS: 0, accuracyM: 5 }, coarse: false } as const;
    const rest = { fresh: 'fresh', place: 'outside' } as const;
    expect(withHeard(PEOPLE[0]!, { ...row, ...rest, at: NOW })).toMatchObject({ lon: 117.5, place: 'outside' });
    expect(withHeard(PEOPLE[0]!, { ...row, ...rest, at: NOW - 60_000 })).toBe(PEOPLE[0]);
  });
});

describe('workers in the list', () => {
  it('are counted once each, and who is lost is nowhere', () => {
    expect(countsOf(PEOPLE)).toEqual({ all: 3, own: 1, elsewhere: 1, lost: 1 });
  });
  it.each([
    ['all', '', [1, 2, 3]],
    ['elsewhere', '', [2]],
    ['lost', '何', []],
    ['all', ' 何杰 ', [2]],
  ] as const)('%s and “%s” are %j', (which, text, expected) => {
    expect(matching(PEOPLE, which, text, ({ name }) => name).map(({ worker }) => worker)).toEqual(expected);
  });
});

describe('the roll-call', () => {
  const due = (worker: number, hour: string, result: Attendance['result']): Attendance => ({
    ...{ worker, name: `W${worker}`, day: '2026-11-30', dueAt: `2026-11-30T${hour}:00Z`, result, lateMin: 0 },
    ...{ shift: null, inPlace: null, exception: null },
  });
  it('asks for the last sign-in that was due, else the first to come, the missing first', () => {
    const rows = [
      ...[due(1, '07:30', 'open'), due(1, '00:30', 'on-time'), due(2, '00:30', 'missed'), due(2, '07:30', 'open')],
      due(3, '07:30', 'open'),
    ];
    expect(dueNow(rows, NOW).map(({ worker, result }) => [worker, result])).toEqual([
      [2, 'missed'],
      [3, 'open'],
      [1, 'on-time'],
    ]);
    expect(dueNow(rows, Date.parse('2026-11-30T08:00:00Z')).map(({ result }) => result)).toEqual([
      'open',
      'open',
      'open',
    ]);
    expect(dueNow([], NOW)).toEqual([]);
  });
});

describe('a trail', () => {
  const trail = { t: [0, 60, 1000, 1060], lon: [117, 117.001, 117.002, 117.003], lat: [30, 30, 30, 30] };
  it('is cut at gaps, which count for no length', () => {
    expect(segmentsOf(trail)).toHaveLength(2);
    expect(lengthM(segmentsOf(trail))).toBeGreaterThan(190);
    expect(lengthM(segmentsOf(trail))).toBeLessThan(195);
    expect(segmentsOf({ t: [5], lon: [1], lat: [2] })).toEqual([
      [
        [1, 2],
        [1, 2],
      ],
    ]);
    expect(segmentsOf({ t: [], lon: [], lat: [] })).toEqual([]);
  });
  it.each([
    [-5, 117, true],
    [30, 117.0005, true],
    [60, 117.001, true],
    [500, 117.001, false],
    [1030, 117.0025, true],
    [9999, 117.003, true],
  ])('at %d s is at %d', (seconds, lon, known) => {
    const at = atTime(trail, seconds)!;
    expect(at.at[0]).toBeCloseTo(lon, 9);
    expect(at.known).toBe(known);
  });
  it('has lines, broken ones over its gaps, both ends and the moment', () => {
    const roles = trailFeatures({ segments: segmentsOf(trail), played: atTime(trail, 500) }).map(
      ({ properties }) => properties?.role,
    );
    expect(roles).toEqual(['walked', 'walked', 'gap', 'begin', 'end', 'unknown']);
  });
  it.each([
    ['查岗', 'today', 'reason'],
    ['   查 ', 'today', 'reason'],
    ['核实情况', 'today', null],
    ['核实情况', 'yesterday', null],
  ] as const)('asked for with “%s” for %s: %s', (reason, which, fault) => {
    const { from, to } = periodOf(which, NOW);
    expect(faultOf(reason, from, to)).toBe(fault);
    expect(faultOf(reason, to, from)).toBe('period');
    expect(faultOf(reason, undefined, to)).toBe('period');
  });
});

describe('who is near', () => {
  const register = [
    { id: 1, login: 'w1' },
    { id: 2, login: 'w2' },
    { id: 3, login: 'w3' },
  ];
  const near = (worker: number, straightM: number, walkM: number | null) => ({
    ...person({ worker }),
    straightM,
    walkM,
  });
  it('is the nearest who is free, then who is not; no account that cannot be sent to', () => {
    const positions = [near(1, 10, 12), near(2, 965, 1400), near(3, 900, null)];
    const list = nearestOf({ positions, register, workers: [{ login: 'w2' }], tasks: new Map([['w1', 2]]) });
    expect(
      list.map(({ position, metres, onFoot, tasks, login }) => [position.worker, metres, onFoot, tasks, login]),
    ).toEqual([
      [3, 900, false, 0, null],
      [2, 1400, true, 0, 'w2'],
      [1, 12, true, 2, null],
    ]);
  });
  it('is told what is in hand by the events that are', () => {
    const handler = { kind: 'worker', code: 'w1', name: '陈' } as const;
    const rows = [
      sampleEvent({ handler, state: 'handling' }),
      sampleEvent({ handler, state: 'closed' }),
      sampleEvent(),
    ];
    expect(tasksByLogin(rows, ({ state }) => state === 'handling')).toEqual(new Map([['w1', 1]]));
  });
});

describe('workers on the map', () => {
  it.each(['light', 'dark'] as const)('are a valid style in the %s theme, with every image they name', (theme) => {
    const style = { version: 8, sources: PEOPLE_SOURCES, layers: inOrder(peopleLayers({ ...PLAIN_VIEW, theme })) };
    expect(validateStyleMin({ ...style, glyphs: '{fontstack}/{range}' } as unknown as StyleSpecification)).toEqual([]);
    for (const { properties } of peopleFeatures(PEOPLE, 1, 2))
      expect(PEOPLE_IMAGES).toHaveProperty(`${properties?.sign}-${theme}`);
  });
  it('are told apart without colour', () => {
    const shape = (name: string) => {
      const { data } = PEOPLE_IMAGES[name]!();
      return Array.from({ length: data.length / 4 }, (_, i) =>
        data[i * 4 + 3]! < 128 ? '.' : data[i * 4]! > 170 ? 'o' : '#',
      ).join('');
    };
    const all = FRESH.flatMap((fresh) => STOOD.map((stood) => shape(`person-${fresh}-${stood}-light`)));
    expect(new Set(all).size).toBe(9);
  });
});

describe('the panel of workers', () => {
  let asked: { url: string; body: string | null }[];
  const json = (body: unknown, status = 200) =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
  class NoSocket {
    static readonly OPEN = 1;
    readyState = 0;
    close() {}
  }
  beforeEach(() => {
    asked = [];
    areas.value = [{ code: '341921', name: '青澜县', level: 'county', parentCode: null, bbox: null } as never];
    session.value = { login: 'd', grants: [{ role: 'dispatcher', area: '341921' }] } as never;
    vi.stubGlobal('WebSocket', NoSocket);
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      asked.push({ url, body: typeof init.body === 'string' ? init.body : null });
      if (url.includes('/trail'))
        return json({
          worker: 2,
          name: '何杰',
          from: '2026-11-30T00:00:00Z',
          t: [0, 60],
          lon: [117, 117.001],
          lat: [30, 30],
          accuracyM: [5, 5],
          movements: [],
          look: 4,
        });
      if (url.includes('/attendance')) return json({ rows: [], totals: {}, calendar: true });
      return json({ at: '2026-11-30T02:00:00Z', intervalS: 30, positions: PEOPLE });
    });
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
    session.value = null;
    areas.value = null;
  });

  it('counts, asks for a reason before a trail, sends it, and ends the trail', async () => {
    render(<PeoplePanel />);
    await screen.findByText('在岗', { selector: '.people-counts span' });
    expect([...document.querySelectorAll('.people-counts strong')].map((one) => one.textContent)).toEqual([
      '3',
      '1',
      '1',
      '1',
    ]);
    chosenWorker.value = 2;
    fireEvent.click(await screen.findByRole('button', { name: '查看轨迹…' }));
    expect(document.querySelector('.trail-form .note')?.textContent).toContain('本人可以看到');
    fireEvent.submit(document.querySelector('.trail-form')!);
    await screen.findByRole('alert');
    expect(asked.some(({ url }) => url.includes('/trail'))).toBe(false);
    fireEvent.input(document.querySelector('[name=reason]')!, { target: { value: ' 核实巡查情况 ' } });
    fireEvent.submit(document.querySelector('.trail-form')!);
    await screen.findByText('何杰的轨迹');
    const sent = asked.find(({ url }) => url === '/api/workers/2/trail')!;
    expect(JSON.parse(sent.body!)).toMatchObject({ reason: '核实巡查情况' });
    fireEvent.click(screen.getByRole('button', { name: '关闭轨迹' }));
    await waitFor(() => expect(document.querySelector('.trail-player')).toBeNull());
  });

  it('offers no trail to whoever may not look at the worker’s area', async () => {
    session.value = {
      login: 'd',
      grants: [
        { role: 'dispatcher', area: '341921002' },
        { role: 'viewer', area: '341921' },
      ],
    } as never;
    render(<PeoplePanel />);
    await screen.findByText('在岗', { selector: '.people-counts span' });
    chosenWorker.value = 1;
    await screen.findByRole('button', { name: '定位' });
    expect(screen.queryByRole('button', { name: '查看轨迹…' })).toBeNull();
  });
});
