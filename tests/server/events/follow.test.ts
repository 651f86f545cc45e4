/** Columns and board follow the table, on both databases: loaded in pages, told by notices, found again after a break. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EVENT_STATES } from '../../../server/contract/events.ts';
import type { Database } from '../../../server/database/database.ts';
import { Board } from '../../../server/events/board/board.ts';
import type { BoardChange } from '../../../server/events/board/board-event.ts';
import { EventColumns } from '../../../server/events/columns/event-columns.ts';
import { EventFollower } from '../../../server/events/columns/event-follower.ts';
import { FLAG, NOWHERE } from '../../../server/events/columns/event-page.ts';
import { eachDatabase } from '../../support/database.ts';
import { changeEvent, insertEvents, report, sampleEvent, step, tell } from '../../support/event-rows.ts';

const DAY_MS = 24 * 3600_000;

eachDatabase((name, open) => {
  let db: Database;
  const ends: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    db = await open();
  });
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  /** One process's memory. `failing`: the database as it looks to it. */
  async function follow(database: Database = db, clock = () => new Date()) {
    const columns = new EventColumns();
    const board = new Board();
    const warned: unknown[] = [];
    const follower = new EventFollower({ db: database, columns, board, clock, warn: (error) => warned.push(error) });
    ends.push(() => follower.close());
    await follower.open();
    await follower.ready;
    const changes: BoardChange[] = [];
    board.follow((told) => changes.push(...told));
    const of = (serial: number) => {
      const page = columns.pages().find(({ first, size }) => serial >= first && serial < first + size)!;
      return { page, i: serial - page.first };
    };
    const until = async (done: () => boolean): Promise<void> => {
      for (let n = 0; n < 500 && !done(); n++) await sleep(10);
      expect(done()).toBe(true);
    };
    return { columns, board, follower, changes, of, until, warned };
  }

  describe('what is there at the start', () => {
    it('is loaded field by field, with or without a place, a grid, a handler', async () => {
      const reported = new Date('2026-11-02T03:04:05.678Z');
      const handler = { kind: 'unit' as const, code: 'cg', name: '城市\u001f管理局' };
      const [full, bare] = (await insertEvents(db, [
        sampleEvent({
          ...{ reported_at: reported, handler, state: 'handling', grade: 'major', way: 'urgent', channel: 'system' },
          ...{ clock: 'handle', due_at: new Date(reported.getTime() + 1000), dispatched_at: reported },
          ...{ filed_at: reported, overran: true, reworks: 2, dispatches: 300, returns: 1 },
        }),
        sampleEvent({ lon: null, lat: null, grid_code: null, area_code: '990101', clock: null, due_at: null }),
      ])) as [number, number];
      const { columns, of, board } = await follow();
      const { page, i } = of(full);
      expect(page.reported[i]).toBe(reported.getTime());
      expect(page.due[i]).toBe(reported.getTime() + 1000);
      expect(page.dispatched[i]).toBe(reported.getTime());
      expect(page.handled[i]).toBeNaN();
      expect([page.x[i], page.y[i]]).toEqual([1_170_020_000, 300_020_000]);
      expect(columns.areas.text(page.area[i]!)).toBe('990101001001');
      expect(columns.grids.text(page.grid[i]!)).toBe('990101001001001');
      expect(columns.categories.text(page.category[i]!)).toBe('sample/0101');
      expect(columns.handlerName(page.handler[i]!)).toEqual({ kind: 'unit', code: 'cg', name: '城市管理局' });
      expect([page.grade[i], page.way[i], page.channel[i]]).toEqual([3, 2, 3]);
      expect(EVENT_STATES[page.state[i]!]).toBe('handling');
      expect(page.flags[i]).toBe(FLAG.filed | FLAG.overran | FLAG.reworked);
      expect([page.dispatches[i], page.returns[i]]).toEqual([255, 1]);
      const other = of(bare);
      expect([other.page.x[other.i], other.page.grid[other.i], other.page.handler[other.i]]).toEqual([NOWHERE, 0, 0]);
      expect(board.get(full)!.row).toMatchObject({ serial: full, lon: 117.002, lat: 30.002, handler, reworks: 2 });
      expect(board.get(bare)!.row).toMatchObject({ lon: null, grid: null, clock: null, dueAt: null });
    });

    it('is all of it, over several pages and gaps, and only what is open or of today on the board', async () => {
      const before = (await follow()).columns.count;
      const old = sampleEvent({ reported_at: new Date(Date.now() - 3 * DAY_MS), state: 'closed' });
      const closed = { ...old, ended_at: new Date(Date.now() - 2 * DAY_MS) };
      const [a] = await insertEvents(db, [{ ...closed, id: sampleEvent().id }]);
      const [b] = await insertEvents(db, [{ ...old, id: sampleEvent().id, ended_at: new Date() }]);
      const { columns, board } = await follow();
      expect(columns.count).toBe(before + 2);
      expect([board.has(a!), board.has(b!)]).toEqual([false, true]);
    });
  });

  describe('what is told', () => {
    it('is read and heard of once, in every process', async () => {
      const [one, other] = [await follow(), await follow()];
      const [serial] = (await report(db, [sampleEvent()])) as [number];
      for (const { changes, until } of [one, other]) {
        await until(() => changes.length === 1);
        expect(changes[0]).toMatchObject({ serial, areaBefore: null });
      }
      await step(db, serial, { area_code: '990101001002', state: 'filed', version: 2 });
      await one.until(() => one.changes.length === 2);
      expect(one.changes[1]).toMatchObject({ serial, areaBefore: '990101001001', now: { row: { version: 2 } } });
      await db.transaction((tx) => tell(tx, [serial]));
      await sleep(100);
      await one.follower.settled();
      expect(one.changes).toHaveLength(2);
    });

    it('stays on the board until midnight when it has ended, and goes then', async () => {
      const clock = { now: new Date() };
      const { board, changes, until } = await follow(db, () => clock.now);
      const [serial] = (await report(db, [sampleEvent()])) as [number];
      await step(db, serial, { state: 'closed', version: 9, ended_at: clock.now, clock: null, due_at: null });
      await until(() => board.get(serial)?.row.state === 'closed');
      const open: (number | undefined)[] = [];
      board.points.within(-2e9, -2e9, 2e9, 2e9, ({ row }) => open.push(row.serial));
      expect(open).not.toContain(serial);
      board.turn(clock.now.getTime() + DAY_MS);
      expect(board.has(serial)).toBe(false);
      expect(changes.at(-1)!.now).toBeNull();
    });
  });

  describe('what was missed', () => {
    it('is found after a break in the line, and nothing twice', async () => {
      const { board, changes, until, follower } = await follow();
      const [known] = (await report(db, [sampleEvent()])) as [number];
      await until(() => changes.length === 1);
      const [silent] = (await insertEvents(db, [sampleEvent()])) as [number];
      await db.transaction((tx) => changeEvent(tx, known, { state: 'filed', version: 2 }));
      await sleep(50);
      expect(board.has(silent)).toBe(false);
      await db.notify('events', '');
      await until(() => board.has(silent));
      await follower.settled();
      expect(
        changes
          .slice(1)
          .map(({ serial }) => serial)
          .sort(),
      ).toEqual([known, silent].sort());
    });

    it.skipIf(name === 'embedded')(
      'is found too when it was written before the look and committed after it',
      async () => {
        const { board, until, follower } = await follow();
        let commit = (): void => {};
        const held = new Promise<void>((resolve) => {
          commit = resolve;
        });
        let late = 0;
        const writing = db.transaction(async (tx) => {
          [late] = (await insertEvents(tx, [sampleEvent()])) as [number];
          await held;
        });
        while (late === 0) await sleep(5);
        const [early] = (await insertEvents(db, [sampleEvent()])) as [number];
        await db.notify('events', '');
        await until(() => board.has(early));
        await follower.settled();
        expect(board.has(late)).toBe(false);
        commit();
        await writing;
        await db.notify('events', '');
        await until(() => board.has(late));
      },
    );

    it('is read again when the database failed in between', async () => {
      let broken = false;
      const shaky: Database = {
        ...{ kind: db.kind, close: async () => {}, notify: (channel, payload) => db.notify(channel, payload) },
        ...{ listen: (channel, heard) => db.listen(channel, heard), transaction: (work) => db.transaction(work) },
        holdAlone: (name, lost) => db.holdAlone(name, lost),
        query: (statement) => (broken ? Promise.reject(new Error('gone')) : db.query(statement)),
      };
      const { board, until, follower, warned } = await follow(shaky);
      broken = true;
      const [serial] = (await report(db, [sampleEvent()])) as [number];
      await until(() => follower.counted.failures > 0);
      broken = false;
      await until(() => board.has(serial));
      expect(warned.length).toBeGreaterThan(0);
    });
  });
});
