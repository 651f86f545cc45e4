/** Reports on both databases: where they are, whose they are, once each whatever is sent twice, and none lost. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { refoldAll } from '../../../server/events/refold.ts';
import { ask } from '../../support/access-app.ts';
import { eachDatabase } from '../../support/database.ts';
import { COMMUNITY, type Desk, newEvent, openDesk, tokenOver } from '../../support/event-desk.ts';
import { COUNTY, GRIDS, gridsFile } from '../../support/small-county.ts';

eachDatabase((_name, open) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(await open());
  });
  afterAll(() => desk.close());

  const countOf = async (id: string) => {
    const [row] = await desk.service.db.query<{ events: number; steps: number }>(sql`
      select count(distinct e.serial)::int as events, count(s.seq)::int as steps
      from event e join event_step s using (serial) where e.id = ${id}::uuid`);
    return row;
  };

  it('finds grid, community and who answers for it, and what the category says', async () => {
    const answer = await desk.report();
    expect(answer.status).toBe(201);
    const { event, similar, repeated } = answer.body;
    expect([similar, repeated]).toEqual([[], false]);
    expect(event).toMatchObject({
      ...{ area: COMMUNITY, grid: `${COMMUNITY}001`, gridAlso: null, worker: '王敏', lon: 117.007, lat: 30.007 },
      ...{ grade: 'ordinary', way: 'community', level: 'community', state: 'reported', version: 1, clock: 'dispatch' },
      ...{ emergency: false, photos: 0, handler: null },
    });
    expect(answer.headers.etag).toBe(`"event-${event.serial}-1"`);
    expect(answer.headers.location).toBe(`/api/events/${event.id}`);
    const card = await desk.card(event.id);
    expect(card.event).toEqual(event);
    expect(card.path.map(({ name }) => name)).toEqual(['试验县', '中心街道', '幸福里社区', '第1网格']);
    expect(card.edition).toBe(desk.service.maps.edition());
    expect(card.steps.map(({ step, actor, state }) => [step, actor, state])).toEqual([
      ['report', `token:worker of ${COUNTY}`, 'reported'],
    ]);
  });

  describe('sent again', () => {
    it('is the same event, however often and at once', async () => {
      const body = newEvent();
      const answers = await Promise.all(
        Array.from({ length: 12 }, () =>
          ask(desk.service.app, 'POST', '/api/events', { token: desk.tokens.worker, payload: body }),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([...Array(11).fill(200), 201]);
      expect(new Set(answers.map((answer) => answer.body.event.serial)).size).toBe(1);
      expect(await countOf(body.id as string)).toEqual({ events: 1, steps: 1 });
      const late = await ask(desk.service.app, 'POST', '/api/events', { token: desk.tokens.worker, payload: body });
      expect([late.status, late.body.repeated]).toEqual([200, true]);
    });

    it('answers the event as it is by now', async () => {
      const body = newEvent();
      await ask(desk.service.app, 'POST', '/api/events', { token: desk.tokens.worker, payload: body });
      await desk.step(body.id as string, 'file');
      const again = await ask(desk.service.app, 'POST', '/api/events', { token: desk.tokens.worker, payload: body });
      expect([again.status, again.body.event.state]).toEqual([200, 'routed']);
    });

    it('with other words under the same id is refused, alone and beside the first', async () => {
      const body = newEvent();
      const post = (payload: unknown) =>
        ask(desk.service.app, 'POST', '/api/events', { token: desk.tokens.worker, payload });
      const both = await Promise.all([post(body), post({ ...body, text: '别的事' })]);
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
      expect(both.find(({ status }) => status === 409)!.code).toBe('duplicate');
      expect((await post({ ...body, text: '又一件' })).code).toBe('duplicate');
      expect(await countOf(body.id as string)).toEqual({ events: 1, steps: 1 });
    });
  });

  it('one that the database refuses does not fail those that come with it', async () => {
    const taken = await desk.reported();
    const stepId = randomUUID();
    await desk.ask(
      'POST',
      `/api/events/${taken.id}/steps`,
      { id: stepId, step: 'note', why: '备注' },
      desk.tokens.dispatcher,
      {
        'if-match': (await desk.card(taken.id)).tag,
      },
    );
    const answers = await Promise.all([
      ...Array.from({ length: 7 }, () => desk.report()),
      desk.report({ id: stepId }),
      ...Array.from({ length: 7 }, () => desk.report()),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([...Array(7).fill(201), 409, ...Array(7).fill(201)]);
    expect(await countOf(stepId)).toEqual({ events: 0, steps: 0 });
  });

  describe('near a border', () => {
    it.each([
      ['8 m inside grid 001', { lon: 117.00992, lat: 30.007 }, '001', '002'],
      ['8 m inside grid 002', { lon: 117.01008, lat: 30.007 }, '002', '001'],
      ['on the border: the lower code', { lon: 117.01, lat: 30.007 }, '001', '002'],
      ['40 m away', { lon: 117.0096, lat: 30.007 }, '001', null],
      ['40 m away by a receiver that is 60 m off', { lon: 117.0096, lat: 30.007, accuracyM: 60 }, '001', '002'],
      ['beside the edge of the county', { lon: 117.0295, lat: 30.00001 }, '003', null],
    ])('%s', async (_where, where, grid, also) => {
      const event = await desk.reported(where);
      expect([event.grid, event.gridAlso]).toEqual([
        `${COMMUNITY}${grid}`,
        also === null ? null : `${COMMUNITY}${also}`,
      ]);
    });

    it('the other grid is chosen by a step, and answers then', async () => {
      const event = await desk.reported({ lon: 117.00992, lat: 30.007 });
      const answer = await desk.step(event.id, 'locate', { grid: `${COMMUNITY}002` });
      expect(answer.body).toMatchObject({ grid: `${COMMUNITY}002`, gridAlso: null, worker: '赵强', lon: 117.00992 });
    });
  });

  it('a building answers by the grid named by hand, an address by its building', async () => {
    const byPlace = await desk.reported({ lon: undefined, lat: undefined, place: 'b3' });
    expect([byPlace.grid, byPlace.lon]).toEqual([`${COMMUNITY}002`, 117.022]);
    const byAddress = await desk.reported({ lon: undefined, lat: undefined, address: '幸福路 1号2栋' });
    expect(byAddress.grid).toBe(`${COMMUNITY}002`);
    expect(await desk.card(byAddress.id)).toMatchObject({ place: 'b2', address: '幸福路1号2栋' });
  });

  describe('that cannot be located', () => {
    const NOWHERE = { lon: undefined, lat: undefined };
    it.each([
      ['nothing is said', NOWHERE, 'nothing-given'],
      ['lon and lat are swapped', { lon: 30.007, lat: 117.007 }, 'coordinate-swapped'],
      ['swapped within the range of both', { lon: 30.007, lat: 77 }, 'coordinate-outside-served-area'],
      ['far away', { lon: 100, lat: 25 }, 'coordinate-outside-served-area'],
      ['no degrees at all', { lon: 1e9, lat: 3e8 }, 'coordinate-out-of-range'],
      ['half a point', { lon: 117.007, lat: undefined }, 'coordinate-invalid'],
      ['an address nobody knows', { ...NOWHERE, address: '不存在路9号' }, 'address-unknown'],
      ['an address of several grids', { ...NOWHERE, address: '幸福路' }, 'address-ambiguous'],
      ['a building nobody knows', { ...NOWHERE, place: 'b99' }, 'place-unknown'],
    ])('%s: it is kept, with what it looks like, and no guess', async (_why, where, notLocated) => {
      const event = await desk.reported(where);
      expect(event).toMatchObject({ grid: null, gridAlso: null, lon: null, lat: null, area: COUNTY, worker: null });
      const { steps } = await desk.card(event.id);
      expect(steps[0]!.detail.notLocated).toBe(notLocated);
      expect(steps[0]!.detail.given).toEqual(JSON.parse(JSON.stringify(where)));
      const list = await desk.ask('GET', '/api/events?located=false&limit=2000', undefined, desk.tokens.dispatcher);
      expect(list.body.events.map(({ id }: { id: string }) => id)).toContain(event.id);
    });

    it('falls back on what is said less definitely', async () => {
      const event = await desk.reported({ place: 'b99' });
      expect(event.grid).toBe(`${COMMUNITY}001`);
    });

    it('is the event of the area that is named, and of the only one of its reporter otherwise', async () => {
      const worker = await tokenOver(desk.service.db, 'worker', COMMUNITY);
      expect((await desk.reported(NOWHERE, worker)).area).toBe(COMMUNITY);
      expect((await desk.reported({ ...NOWHERE, area: `${COUNTY}001` })).area).toBe(`${COUNTY}001`);
      expect((await desk.report({ ...NOWHERE, area: `${COUNTY}777` })).code).toBe('area-unknown');
      expect((await desk.report({ ...NOWHERE, area: '310000' })).code).toBe('area-unknown');
    });

    it('is given its place by a step, and a wrong place is refused', async () => {
      const event = await desk.reported(NOWHERE);
      const wrong = await desk.step(event.id, 'locate', { lon: 30.007, lat: 117.007 });
      expect([wrong.status, wrong.code]).toEqual([422, 'coordinate-swapped']);
      expect((await desk.step(event.id, 'locate', { grid: 'x' })).code).toBe('grid-unknown');
      const right = await desk.step(event.id, 'locate', { lon: 117.025, lat: 30.005 });
      expect(right.body).toMatchObject({ grid: `${COMMUNITY}003`, area: COMMUNITY, lon: 117.025, version: 2 });
    });
  });

  it('in a gap of the map keeps its point and its community, and waits for its grid', async () => {
    const kept = GRIDS.filter(({ code }) => code !== `${COMMUNITY}003`);
    await desk.service.importText('grids', 'gap.geojson', gridsFile(kept), { county: COUNTY, replace: true });
    const event = await desk.reported({ lon: 117.025, lat: 30.005 });
    expect(event).toMatchObject({ grid: null, lon: 117.025, area: COMMUNITY });
    expect((await desk.card(event.id)).steps[0]!.detail.notLocated).toBe('no-grid');
  });

  it('of an earlier time finds the grid and the edition of that time', async () => {
    const before = desk.service.maps.edition();
    // not earlier: the edition of the test before this one may be as young
    const past = new Date();
    await new Promise((resolve) => setTimeout(resolve, 60));
    const wide = GRIDS.filter(({ code }) => code === `${COMMUNITY}001`).map((grid) => ({
      ...{ ...grid, worker: '钱勇', code: `${COMMUNITY}009` },
    }));
    await desk.service.importText('grids', 'later.geojson', gridsFile(wide), { county: COUNTY, replace: true });
    expect(desk.service.maps.edition()).not.toBe(before);
    const then = await desk.reported({ occurredAt: past.toISOString() });
    expect([then.grid, then.worker]).toEqual([`${COMMUNITY}001`, '王敏']);
    expect((await desk.card(then.id)).edition).toBe(before);
    const now = await desk.reported();
    expect([now.grid, now.worker]).toEqual([`${COMMUNITY}009`, '钱勇']);
    const ancient = await desk.reported({ occurredAt: '2019-05-01T08:00:00+08:00' });
    expect([ancient.grid, ancient.worker], 'before the first edition the first one answers').toEqual([
      `${COMMUNITY}001`,
      null,
    ]);
  });

  it('is refused for what it says wrong, with a pointer', async () => {
    const refused = async (body: Record<string, unknown>) => {
      const { status, code, body: problem } = await desk.report(body);
      return [status, code, problem.errors?.[0]?.pointer];
    };
    expect(await refused({ category: '9999' })).toEqual([422, 'category-unknown', '/category']);
    expect(await refused({ occurredAt: new Date(Date.now() + 3_600_000).toISOString() })).toEqual([
      422,
      'date-invalid',
      '/occurredAt',
    ]);
    expect(await refused({ occurredAt: '0000-01-01T00:00:00Z' })).toEqual([422, 'date-invalid', '/occurredAt']);
    expect((await desk.report({ text: '' })).status).toBe(400);
    expect((await desk.report({ id: 'ABC' })).status).toBe(400);
  });

  describe('by whom', () => {
    it('takes a worker or dispatcher of any area of the county, and nobody of another', async () => {
      const { db } = desk.service;
      expect((await desk.report({}, await tokenOver(db, 'worker', `${COUNTY}001002`))).status).toBe(201);
      expect((await desk.report({}, await tokenOver(db, 'dispatcher', `${COUNTY}001`))).status).toBe(201);
      expect((await desk.report({}, await tokenOver(db, 'dispatcher', '310000'))).code).toBe('area-forbidden');
      expect((await desk.report({}, desk.tokens.viewer)).code).toBe('role-missing');
      expect((await desk.report({}, desk.tokens.admin)).status).toBe(201);
    });

    it('shows an event only to those of its area', async () => {
      const event = await desk.reported();
      const foreign = await tokenOver(desk.service.db, 'dispatcher', '310000');
      const card = await desk.ask('GET', `/api/events/${event.id}`, undefined, foreign);
      expect([card.status, card.code]).toEqual([403, 'area-forbidden']);
      const list = await desk.ask('GET', '/api/events', undefined, foreign);
      expect(list.body.events).toEqual([]);
      expect((await desk.ask('GET', `/api/events?area=${COUNTY}`, undefined, foreign)).code).toBe('area-forbidden');
      expect((await desk.ask('GET', `/api/events/${randomUUID()}`, undefined, foreign)).code).toBe('event-unknown');
      const own = await desk.ask('GET', '/api/events?limit=1', undefined, desk.tokens.viewer);
      expect(own.body.events).toHaveLength(1);
    });
  });

  it('offers what may be the same to those who may see it, and to nobody else', async () => {
    const here = { lon: 117.0031, lat: 30.0081, category: '0201' };
    const first = await desk.reported(here);
    await expect.poll(async () => (await desk.report(here)).body.similar[0]?.id).toBe(first.id);
    const elsewhere = await tokenOver(desk.service.db, 'worker', `${COUNTY}002`);
    const stranger = await desk.report(here, elsewhere);
    expect([stranger.status, stranger.body.similar]).toEqual([201, []]);
    expect((await desk.report({ ...here, category: '0202' })).body.similar).toEqual([]);
  });

  it('pages lists by key without losing or doubling one, by number and by deadline', async () => {
    const all = await desk.ask('GET', '/api/events?limit=2000', undefined, desk.tokens.dispatcher);
    const serials = all.body.events.map(({ serial }: { serial: number }) => serial);
    expect(serials.length).toBeGreaterThan(20);
    for (const order of ['newest', 'due']) {
      const seen: { serial: number; dueAt: string | null }[] = [];
      for (let after = ''; ; ) {
        const page = await desk.ask(
          'GET',
          `/api/events?order=${order}&limit=7${after}`,
          undefined,
          desk.tokens.dispatcher,
        );
        seen.push(...page.body.events);
        if (page.body.next === null) break;
        after = `&after=${page.body.next}`;
      }
      expect(seen.map(({ serial }) => serial).sort((a, b) => b - a)).toEqual(serials);
      const due = seen.map(({ dueAt }) => dueAt ?? '9');
      if (order === 'due') expect(due).toEqual([...due].sort());
    }
  });

  it('filters lists', async () => {
    const event = await desk.reported({
      text: '独一无二的井盖',
      channel: 'hotline',
      ticket: 'RX-88',
      category: '0501',
    });
    const found = async (query: string) => {
      const { body } = await desk.ask('GET', `/api/events?limit=2000&${query}`, undefined, desk.tokens.dispatcher);
      return (body.events as { id: string }[]).some(({ id }) => id === event.id);
    };
    const yes = [
      'q=%E4%BA%95%E7%9B%96',
      'q=RX-88',
      `q=${event.serial}`,
      `serial=${event.serial}`,
      'channel=hotline',
      'category=0501',
      'open=true',
    ];
    yes.push(
      'located=true',
      `grid=${event.grid}`,
      `area=${COMMUNITY}`,
      'bbox=117,30,117.01,30.01',
      'overdue=false',
      'state=reported',
    );
    yes.push(`from=${event.reportedAt}`, `grade=${event.grade}`);
    for (const query of yes) expect(await found(query), query).toBe(true);
    const no = [
      'q=nothing',
      `serial=${event.serial + 1000}`,
      'channel=worker',
      'open=false',
      'located=false',
      'overdue=true',
      'bbox=118,30,119,31',
      `to=${event.reportedAt}`,
    ];
    for (const query of [...no, 'handler=x', 'state=closed']) expect(await found(query), query).toBe(false);
  });

  it('rows are what their steps make of them', async () => {
    const verdict = await refoldAll(desk.service.db);
    expect(verdict.disagreements).toEqual([]);
    expect(verdict.events).toBeGreaterThan(30);
  });
});
