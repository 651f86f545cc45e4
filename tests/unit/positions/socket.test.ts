import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Caller } from '../../../server/access/caller.ts';
import type { OnDuty } from '../../../server/positions/duty-book.ts';
import { LiveWorkers } from '../../../server/positions/live-workers.ts';
import { cellFrame, SNAPSHOT, TICK } from '../../../server/positions/socket/cell-frame.ts';
import { cellAt, cellsOf, cellXY, MOST_CELLS } from '../../../server/positions/socket/cells.ts';
import { PositionHub } from '../../../server/positions/socket/position-hub.ts';
import { framed, TEXT } from '../../../server/positions/socket/socket-frame.ts';
import { SocketTally } from '../../../server/positions/socket/socket-tally.ts';
import { viewClassOf } from '../../../server/positions/socket/view-class.ts';
import { Viewer } from '../../../server/positions/socket/viewer.ts';
import { readCellMessage } from '../../support/cell-message.ts';
import { Line } from '../../support/live-line.ts';

const caller = (...grants: Caller['grants'][number][]): Caller => ({ kind: 'token', actor: 'token:t', grants });
const dispatcher = viewClassOf(caller({ role: 'dispatcher', area: '990101' }))!;

describe('the cells of a map', () => {
  it('holds every point of a box in one of its cells', () => {
    const cells = cellsOf([117, 30, 117.1, 30.05], 14)!;
    expect(cells.length).toBeGreaterThan(3);
    for (let i = 0; i <= 20; i++) {
      for (let j = 0; j <= 20; j++) {
        expect(cells).toContain(cellAt(Math.round((117 + i / 200) * 1e7), Math.round((30 + j / 400) * 1e7)));
      }
    }
    expect(cellXY(cellAt(1_170_000_000, 300_000_000))).toEqual({ x: 6758, y: 3379 });
  });

  it.each([
    ['too many', [116, 29, 118, 31], 13],
    ['zoomed out', [117, 30, 117.01, 30.01], 10.9],
    ['turned round', [118, 30, 117, 31], 14],
    ['no numbers', [Number.NaN, 30, 117, 31], 14],
  ])('has none of a box that is %s', (_name, bbox, zoom) => {
    expect(cellsOf(bbox, zoom)).toBe(null);
  });

  it('has as many as may be looked at, and no more', () => {
    expect(cellsOf([117.0001, 30.0001, 117.3, 30.29], 13)!.length).toBeLessThanOrEqual(MOST_CELLS);
    expect(cellsOf([-180, -85, 180, 85], 13)).toBe(null);
  });
});

describe('a message on the line', () => {
  it.each([
    [0, '8100'],
    [125, '817d'],
    [126, '817e007e'],
    [65_535, '817effff'],
    [65_536, '817f0000000000010000'],
  ])('of %i bytes has the header of RFC 6455', (length, head) => {
    const frame = framed(TEXT, new Uint8Array(length));
    expect(frame.subarray(0, frame.length - length).toString('hex')).toBe(head);
  });

  it('holds rows and those who are gone', () => {
    const fix = { t: 0, x: 1_170_000_001, y: -300_000_002, accuracyM: 300, coarse: true, speed: -1, course: -1 };
    const frame = cellFrame(
      TICK,
      { seq: 7, x: 6758, y: 3378 },
      [{ worker: 9, fix, ageS: 1e6, flags: 5 }],
      [1, 4_000_000_000],
    );
    expect(readCellMessage(frame.subarray(2))).toEqual({
      ...{ kind: 'tick', seq: 7, cell: [6758, 3378], gone: [1, 4_000_000_000] },
      rows: [
        {
          id: 9,
          lon: 117.0000001,
          lat: -30.0000002,
          speed: 65_535,
          course: 65_535,
          age: 65_535,
          accuracy: 255,
          flags: 5,
        },
      ],
    });
    expect(readCellMessage(cellFrame(SNAPSHOT, { seq: 0, x: 0, y: 0 }, [], []).subarray(2)).kind).toBe('snapshot');
  });
});

describe('what a viewer may see', () => {
  it.each([
    [
      'a dispatcher of a town',
      caller({ role: 'dispatcher', area: '990101001' }),
      [true, '990101001002', true],
      ['990101002', false],
    ],
    ['an admin of everything', caller({ role: 'admin', area: null }), [true, '990101', true], ['110101', true]],
    ['a viewer', caller({ role: 'viewer', area: null }), [false, '990101', false], ['110101', false]],
  ])('%s', (_name, one, [exact, area, sees], [other, too]) => {
    const view = viewClassOf(one)!;
    expect([view.exact, view.seesPerson(area as string), view.seesPerson(other as string)]).toEqual([exact, sees, too]);
  });

  it('is nothing without a role', () => {
    expect(viewClassOf(caller())).toBe(null);
    const persons = viewClassOf(caller({ role: 'auditor', area: '990101' }))!;
    expect(persons.key).toBe(dispatcher.key);
    expect(viewClassOf(caller({ role: 'viewer', area: '990101' }))!.key).not.toBe(dispatcher.key);
  });
});

describe('telling positions', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const NEAR: [number, number] = [1_170_050_000, 300_050_000];
  const FAR: [number, number] = [1_171_000_000, 300_050_000];

  function scene() {
    const live = new LiveWorkers();
    const tally = new SocketTally();
    const cut: Viewer[] = [];
    const time = { ms: 0 };
    const hub = new PositionHub({
      ...{ live, clock: () => new Date(0), flagsOf: () => 0, tally },
      cut: (viewer) => {
        cut.push(viewer);
        hub.leave(viewer);
      },
    });
    const duty = (worker: number, area: string): OnDuty => ({
      ...{ shift: `s${worker}`, worker, county: '990101', area, name: '王秀英', since: 0, until: null, ownGrids: [] },
    });
    const stand = (worker: number, [x, y]: [number, number], area = '990101001'): void => {
      const one = live.of(duty(worker, area));
      one.last = { t: 0, x, y, accuracyM: 8, coarse: false, speed: 0, course: 0 };
      live.changed(one);
    };
    const watch = (view = dispatcher, at: [number, number] | null = NEAR, line = new Line(true)) => {
      const viewer: Viewer = new Viewer(
        line,
        () => time.ms,
        () => hub.settle(viewer),
      );
      hub.join(viewer, view);
      hub.look(viewer, at === null ? null : [cellAt(...at)]);
      return { viewer, line, heard: () => line.written.map(told) };
    };
    return { live, tally, cut, time, hub, stand, watch };
  }

  /** A frame in words: `tick 5,6 -7`. */
  function told(frame: Uint8Array): string {
    const head = frame[1] === 126 ? 4 : frame[1] === 127 ? 10 : 2;
    if (frame[0] === 0x81) {
      const { type, grids, outside } = JSON.parse(Buffer.from(frame.subarray(head)).toString());
      return `${type} ${JSON.stringify(grids)} ${outside}`;
    }
    const { kind, rows, gone } = readCellMessage(frame.subarray(head));
    return [kind, rows.map(({ id }) => id).join(), ...gone.map((id) => `-${id}`)]
      .filter((word) => word !== '')
      .join(' ');
  }

  const tick = () => vi.advanceTimersByTime(100);

  it('begins with all that is there, then tells each who moved once a tick', () => {
    const { stand, watch, tally } = scene();
    stand(1, NEAR);
    const { heard } = watch();
    for (let i = 0; i < 5; i++) stand(2, NEAR);
    stand(1, NEAR);
    tick();
    tick();
    expect(heard()).toEqual(['snapshot 1', 'tick 2,1']);
    expect(tally.coalesced).toBe(4);
  });

  it('unsays who left the cell, the duty, or what may be seen', () => {
    const { stand, watch, live } = scene();
    for (const worker of [1, 2, 3]) stand(worker, NEAR);
    const { heard } = watch();
    stand(1, FAR);
    live.leave(2);
    stand(3, NEAR, '880101');
    tick();
    expect(heard()).toEqual(['snapshot 1,2,3', 'tick -1 -2 -3']);
  });

  it('writes one buffer for all who may see the same, and another for others', () => {
    const { stand, watch } = scene();
    const town = viewClassOf(caller({ role: 'dispatcher', area: '990101002' }))!;
    const [a, b, c] = [watch(), watch(), watch(town)];
    stand(1, NEAR);
    tick();
    expect(a.line.written.at(-1)).toBe(b.line.written.at(-1));
    expect(c.heard()).toEqual(['snapshot']);
  });

  it('tells new cells of a map that moves, and no more of those left behind', () => {
    const { stand, watch, hub } = scene();
    stand(1, NEAR);
    stand(2, FAR);
    const { viewer, heard } = watch();
    hub.look(viewer, [cellAt(...NEAR), cellAt(...FAR)]);
    hub.look(viewer, [cellAt(...FAR)]);
    stand(1, NEAR);
    stand(2, FAR);
    tick();
    expect(heard()).toEqual(['snapshot 1', 'snapshot 2', 'tick 2']);
    expect(hub.sizes()).toEqual({ viewers: 1, groups: 1, cells: 1 });
  });

  it('counts for whoever may not see persons, and only when the numbers are others', () => {
    const { stand, watch, live } = scene();
    stand(1, NEAR);
    const { heard } = watch(viewClassOf(caller({ role: 'viewer', area: '990101' }))!);
    live.get(1)!.where.grid = '990101001001001';
    stand(1, FAR);
    vi.advanceTimersByTime(3000);
    stand(2, NEAR, '880101');
    vi.advanceTimersByTime(3000);
    expect(heard()).toEqual(['counts [] 1', 'counts [["990101001001001",1]] 0']);
  });

  it('owes a slow line the cells and not the ticks, and makes good for all of them at once', () => {
    const { stand, watch, tally } = scene();
    const line = new Line();
    const { heard } = watch(dispatcher, NEAR, line);
    line.writableLength = 300_000;
    for (let i = 0; i < 50; i++) {
      stand(1, NEAR);
      stand(2, NEAR);
      tick();
    }
    expect(heard()).toEqual(['snapshot']);
    expect(tally.owed).toBe(50);
    line.drain();
    stand(2, NEAR);
    tick();
    expect(heard()).toEqual(['snapshot', 'snapshot 1,2', 'tick 2']);
  });

  it('cuts off a line that is owed for more than ten seconds, and one with a megabyte in it', () => {
    const { stand, watch, cut, time, hub } = scene();
    const [slow, full] = [new Line(), new Line()];
    const a = watch(dispatcher, NEAR, slow);
    const b = watch(dispatcher, NEAR, full);
    slow.writableLength = 300_000;
    full.writableLength = 2_000_000;
    stand(1, NEAR);
    tick();
    expect(cut).toEqual([b.viewer]);
    time.ms = 9_000;
    vi.advanceTimersByTime(1000);
    expect(cut).toEqual([b.viewer]);
    time.ms = 11_000;
    vi.advanceTimersByTime(1000);
    expect(cut).toEqual([b.viewer, a.viewer]);
    expect(hub.sizes()).toEqual({ viewers: 0, groups: 0, cells: 0 });
  });

  it('tells anew when what a viewer may see is another', () => {
    const { stand, watch, hub } = scene();
    stand(1, NEAR);
    const { viewer, heard } = watch();
    hub.regroup(viewer, dispatcher);
    hub.regroup(viewer, viewClassOf(caller({ role: 'dispatcher', area: '990101002' }))!);
    hub.regroup(viewer, viewClassOf(caller({ role: 'viewer', area: '990101' }))!);
    expect(heard()).toEqual(['snapshot 1', 'snapshot', 'counts [] 1']);
  });
});
