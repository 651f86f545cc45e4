/** What is overdue is passed up once for each deadline, by one of several at the same time, with a clock that is moved. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEvents } from '../../../server/events/events.ts';
import { refoldAll } from '../../../server/events/refold.ts';
import { PlacesService } from '../../../server/places/service.ts';
import { eachDatabase } from '../../support/database.ts';
import { type Desk, openDesk } from '../../support/event-desk.ts';

const DAY = 86_400_000;

eachDatabase((_name, open) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(await open());
  });
  afterAll(() => desk.close());

  const service = () =>
    openEvents({
      ...{ db: desk.service.db, maps: desk.service.maps, places: new PlacesService(desk.service.db), rateLimit: 1000 },
      clock: () => new Date(Date.now() + desk.ahead.ms),
      warn: (error) => {
        throw error;
      },
    });

  it('goes up a level for each deadline that is missed, and no further than the county', async () => {
    const { escalation } = service();
    const event = await desk.reported({ category: '0103' });
    expect(event.level).toBe('community');
    expect(await escalation.run()).toBe(0);
    desk.ahead.ms = 10 * DAY;
    expect(await escalation.run()).toBe(1);
    const passed = await desk.card(event.id);
    expect(passed.event).toMatchObject({ level: 'town', version: 2, state: 'reported' });
    expect(passed.steps.at(-1)).toMatchObject({ step: 'escalate', actor: 'rule', why: 'overdue' });
    expect(await escalation.run(), 'the same deadline is passed up once').toBe(0);
    const overdue = await desk.ask('GET', '/api/events?overdue=true', undefined, desk.tokens.dispatcher);
    expect(overdue.body.events.map(({ id }: { id: string }) => id)).toEqual([event.id]);

    const unit = { code: 'cg', name: '城管', area: event.area, level: 'town', members: [] };
    await desk.ask('PUT', '/api/event-units/cg', unit);
    await desk.step(event.id, 'file');
    await desk.step(event.id, 'dispatch', { handler: { kind: 'unit', code: 'cg' } });
    expect(await escalation.run(), 'a clock that has just begun').toBe(0);
    desk.ahead.ms = 30 * DAY;
    expect(await escalation.run()).toBe(1);
    expect((await desk.card(event.id)).event.level).toBe('county');
    desk.ahead.ms = 60 * DAY;
    expect(await escalation.run(), 'nobody is above the county').toBe(0);
    desk.ahead.ms = 0;
  });

  it('is passed up by one of two processes, each event once', async () => {
    const ids = await Promise.all(
      Array.from({ length: 30 }, async () => (await desk.reported({ category: '0103' })).id),
    );
    desk.ahead.ms = 10 * DAY;
    const [one, two] = [service().escalation, service().escalation];
    await Promise.all([one.run(), two.run(), one.run(), two.run()]);
    await one.run();
    for (const id of ids) expect((await desk.card(id)).event).toMatchObject({ level: 'town', version: 2 });
    expect((await refoldAll(desk.service.db)).disagreements).toEqual([]);
    desk.ahead.ms = 0;
  });
});
