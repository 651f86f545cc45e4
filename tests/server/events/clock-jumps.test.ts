/**
 * The clock of the machine is put back and forward between the steps of one event, as a bad time server does: the story keeps
 * its order, no clock runs backwards, nothing is passed up twice, and what is kept in memory is what the table says.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StepBody } from '../../../server/contract/events.ts';
import { openEvents } from '../../../server/events/events.ts';
import { refoldAll } from '../../../server/events/refold.ts';
import { PlacesService } from '../../../server/places/service.ts';
import { eachDatabase } from '../../support/database.ts';
import { type Desk, openDesk } from '../../support/event-desk.ts';

const HOUR = 3_600_000;
const UNIT = { kind: 'unit', code: 'cg' };
const WAY: [StepBody['step'], Record<string, unknown>][] = [
  ['file', {}],
  ['dispatch', { handler: UNIT }],
  ['extend', { why: '等配件' }],
  ['suspend', { why: '等雨停' }],
  ['resume', {}],
];

eachDatabase((_name, open) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(await open());
    await desk.ask('PUT', '/api/event-units/cg', {
      ...{ code: 'cg', name: '城管', area: '990101', level: 'town', members: [] },
    });
  });
  afterAll(() => desk.close());

  const escalation = () =>
    openEvents({
      ...{ db: desk.service.db, maps: desk.service.maps, places: new PlacesService(desk.service.db), rateLimit: 1000 },
      clock: () => new Date(Date.now() + desk.ahead.ms),
      warn: (error) => {
        throw error;
      },
    }).escalation;

  it('keeps the order of the story, whatever the clock says', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -40, max: 40 }), { minLength: WAY.length, maxLength: WAY.length }),
        async (jumps) => {
          const { id, dueAt } = await desk.reported({ category: '0103' });
          for (const [n, [step, more]] of WAY.entries()) {
            desk.ahead.ms += jumps[n]! * HOUR;
            const due = Math.max(Date.parse((await desk.card(id)).clocks.at(-1)!.dueAt), Date.now() + desk.ahead.ms);
            const until = step === 'extend' ? { until: new Date(due + HOUR).toISOString() } : {};
            const answer = await desk.step(id, step, { ...more, ...until });
            expect(answer.status, `${step}: ${JSON.stringify(answer.body)}`).toBe(201);
          }
          const card = await desk.card(id);
          const times = card.steps.map(({ at }) => Date.parse(at));
          expect(times).toEqual([...times].sort((a, b) => a - b));
          for (const clock of card.clocks) {
            expect(Date.parse(clock.dueAt)).toBeGreaterThanOrEqual(Date.parse(clock.from));
            if (clock.doneAt !== null) expect(Date.parse(clock.doneAt)).toBeGreaterThanOrEqual(Date.parse(clock.from));
          }
          // the category routes it, by itself
          const taken = card.steps.map(({ step }) => step).filter((step) => step !== 'route');
          expect(taken).toEqual(['report', ...WAY.map(([step]) => step)]);
          expect(card.clocks[0]!.dueAt, 'what was promised at the report stays').toBe(dueAt);
        },
      ),
      { seed: 11, numRuns: 25 },
    );
    desk.ahead.ms = 0;
    expect((await refoldAll(desk.service.db)).disagreements).toEqual([]);
  });

  it('passes up once a deadline that is missed, gone and missed again', async () => {
    desk.ahead.ms = 0;
    const event = await desk.reported({ category: '0103' });
    const rule = escalation();
    for (const days of [10, 0, 10, -3, 11]) {
      desk.ahead.ms = days * 24 * HOUR;
      await rule.run();
    }
    const { steps, event: now } = await desk.card(event.id);
    expect(steps.filter(({ step }) => step === 'escalate')).toHaveLength(1);
    expect(now.level).toBe('town');
    desk.ahead.ms = 0;
  });
});
