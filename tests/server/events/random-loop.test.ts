/**
 * Random steps by random callers through HTTP, on both databases, beside the pure rules: what these allow is taken with the
 * state and deadline they give, what they refuse is refused with their word, old versions and repeats change nothing. At the end
 * every row is what its steps make of it, and no step was lost or doubled.
 */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  EVENT_STEPS,
  type EventRow,
  type EventState,
  type EventStep,
  type StepBody,
} from '../../../server/contract/events.ts';
import { Refusal } from '../../../server/contract/problem.ts';
import { sql } from '../../../server/database/sql.ts';
import { refoldAll } from '../../../server/events/refold.ts';
import { type Actor, RULE } from '../../../server/events/rules/allowed.ts';
import { columnsOf, type EventNow } from '../../../server/events/rules/event-now.ts';
import { begin } from '../../../server/events/rules/fold.ts';
import { makeStep, reportClock } from '../../../server/events/rules/make-step.ts';
import { eachDatabase } from '../../support/database.ts';
import { COMMUNITY, type Desk, openDesk, tokenOver } from '../../support/event-desk.ts';
import { CALENDAR } from '../../support/event-loop.ts';
import { jpegOf } from '../../support/photo-writer.ts';
import { COUNTY } from '../../support/small-county.ts';

interface Person {
  token: string;
  actor: Actor;
  /** The problem of every step, whatever the rules say. */
  never?: string;
}

const SEQUENCES = 200;
const CATEGORIES = ['0101', '0103', '0303', '0501'];
const WAY_STEPS: EventStep[] = [
  'check',
  'file',
  'route',
  'dispatch',
  'handle',
  'feedback',
  'verify',
  'close',
  'follow-up',
];

/** The step forward, and who is likely to take it: a number of `people`. */
const FORWARD: Record<EventState, EventStep> = {
  ...{
    reported: 'file',
    filed: 'route',
    routed: 'dispatch',
    dispatched: 'handle',
    handling: 'feedback',
    handled: 'verify',
  },
  ...{
    verified: 'close',
    closed: 'follow-up',
    'followed-up': 'note',
    suspended: 'resume',
    void: 'note',
    merged: 'note',
  },
};
const NATURAL: Partial<Record<EventStep, number>> = { handle: 5, feedback: 5, verify: 4 };

const tryOf = fc.record({
  step: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...WAY_STEPS) },
    { weight: 1, arbitrary: fc.constantFrom(...EVENT_STEPS) },
  ),
  who: fc.nat(99),
  bare: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
  forward: fc.integer({ min: 0, max: 9 }).map((one) => one < 6),
  satisfied: fc.boolean(),
  photo: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
  twist: fc.constantFrom('none', 'none', 'none', 'none', 'stale', 'again'),
});

eachDatabase((_name, open) => {
  let desk: Desk;
  let people: Person[];
  beforeAll(async () => {
    desk = await openDesk(await open());
    const { db } = desk.service;
    const unit = { code: 'cg', name: '城管中队', area: COUNTY, level: 'town', members: ['member'] };
    await desk.ask('PUT', '/api/event-units/cg', unit);
    const person = async (
      actor: string,
      role: 'viewer' | 'worker',
      area: string,
      units: string[] = [],
    ): Promise<Person> => ({
      token: await desk.person(actor, role, area),
      actor: { actor, grants: [{ role, area }], units },
    });
    const dispatcher: Person = {
      token: desk.tokens.dispatcher,
      actor: { actor: `token:dispatcher of ${COUNTY}`, grants: [{ role: 'dispatcher', area: COUNTY }], units: [] },
    };
    people = [
      ...[dispatcher, dispatcher, dispatcher],
      await person('one', 'worker', COMMUNITY),
      await person('two', 'worker', COMMUNITY),
      await person('member', 'viewer', COUNTY, ['cg']),
      { token: await tokenOver(db, 'dispatcher', `${COUNTY}009`), actor: RULE, never: 'area-forbidden' },
      { token: desk.tokens.auditor, actor: RULE, never: 'role-missing' },
    ];
  });
  afterAll(() => desk.close());

  const post = (row: EventRow, body: unknown, token: string, version = row.version) =>
    desk.ask('POST', `/api/events/${row.id}/steps`, body, token, { 'if-match': `"event-${row.serial}-${version}"` });

  it(`agrees with the rules over ${SEQUENCES} ways`, async () => {
    const other = await desk.reported();
    const { categories } = await desk.ask('GET', '/api/event-dictionaries/sample').then(({ body }) => body);
    let taken = 0;
    let refused = 0;
    const reached = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(3),
        fc.nat(2),
        fc.array(tryOf, { minLength: 5, maxLength: 12 }),
        async (kind, channel, tries) => {
          const reporter = people[3]!;
          const code = CATEGORIES[kind]!;
          const from = (['worker', 'hotline', 'resident'] as const)[channel]!;
          let row = await desk.reported({ category: code, channel: from }, reporter.token);
          const { grade, way, level, limits } = categories.find((one: { code: string }) => one.code === code);
          const at = Date.parse(row.reportedAt);
          const facts = {
            county: COUNTY,
            area: COMMUNITY,
            channel: from,
            reporter: 'one',
            category: code,
            grade,
            way,
            level,
          };
          const clock = reportClock(CALENDAR, way, limits, at);
          let now: EventNow = begin(facts, {
            id: row.id,
            step: 'report',
            at,
            actor: 'one',
            why: null,
            detail: { clock },
          });
          let photos = 0;
          for (const { step: random, who, bare, forward, satisfied, photo, twist } of tries) {
            const step = forward ? FORWARD[now.state] : random;
            const person = people[forward ? (NATURAL[step] ?? 0) : who % people.length]!;
            if (photo) {
              expect((await desk.photo(row.id, jpegOf(), desk.tokens.worker)).status).toBe(
                now.state === 'void' || now.state === 'merged' ? 409 : 201,
              );
              if (now.state !== 'void' && now.state !== 'merged') photos++;
            }
            const body: StepBody = bare ? { id: randomUUID(), step } : fullStep(step, satisfied, other.id);
            const answer = await post(row, body, person.token, twist === 'stale' ? row.version - 1 : row.version);
            if (person.never !== undefined) {
              expect([answer.status, answer.code]).toEqual([403, person.never]);
              continue;
            }
            if (twist === 'stale') {
              expect(answer.status).toBe(412);
              continue;
            }
            const expected = judged(now, body, person.actor, answer.body.changedAt, photos, row.id, other.id, limits);
            if (typeof expected === 'string') {
              expect(
                [answer.status, answer.body.params?.why],
                `${step} in ${now.state} by ${person.actor.actor}`,
              ).toEqual([409, expected]);
              refused++;
              continue;
            }
            expect(
              answer.status,
              `${step} in ${now.state} by ${person.actor.actor}: ${JSON.stringify(answer.body)}`,
            ).toBe(201);
            now = expected;
            row = answer.body;
            taken++;
            reached.add(now.state);
            expect(shown(row)).toEqual(shownBy(now));
            if (twist === 'again') {
              const again = await post(row, body, person.token);
              expect([again.status, again.body.version]).toEqual([200, row.version]);
            }
          }
          const [count] = await desk.service.db.query<{ steps: number }>(sql`
          select count(*)::int as steps from event_step where serial = ${row.serial}::bigint`);
          expect(count!.steps).toBe(now.version);
        },
      ),
      { seed: 20261130, numRuns: SEQUENCES },
    );
    expect(taken).toBeGreaterThan(300);
    expect(refused).toBeGreaterThan(200);
    expect([...reached].sort()).toEqual(
      expect.arrayContaining(['closed', 'dispatched', 'handled', 'handling', 'routed', 'verified']),
    );
    expect((await refoldAll(desk.service.db)).disagreements).toEqual([]);
  }, 600_000);
});

/** Everything that any step needs. */
function fullStep(step: EventStep, satisfied: boolean, into: string): StepBody {
  const body: StepBody = { id: randomUUID(), step, why: '说明', satisfied };
  if (step === 'dispatch') body.handler = { kind: 'unit', code: 'cg' };
  if (step === 'whistle') body.units = ['cg'];
  if (step === 'extend') body.until = new Date(Date.now() + 400 * 86_400_000).toISOString();
  if (step === 'merge') body.into = into;
  if (step === 'locate') Object.assign(body, { lon: 117.025, lat: 30.005 });
  return body;
}

/** The event as the rules make it, what follows by itself included; or their word of refusal. */
function judged(
  now: EventNow,
  body: StepBody,
  actor: Actor,
  changedAt: string | undefined,
  photos: number,
  id: string,
  other: string,
  limits: Parameters<typeof makeStep>[3]['limits'],
): EventNow | string {
  const at = changedAt === undefined ? Date.now() : Date.parse(changedAt);
  const ground = { at, id, photos, calendar: CALENDAR, limits };
  const into = { id: other, county: COUNTY, area: COMMUNITY, state: 'reported' as const };
  const handler = { kind: 'unit' as const, code: 'cg', name: '城管中队' };
  try {
    const more = {
      ...(body.handler === undefined ? {} : { handler }),
      ...(body.step === 'locate' ? { area: COMMUNITY } : {}),
    };
    const made = makeStep(now, body, actor, { ...ground, into, ...more }).now;
    const follows = body.step === 'file' ? 'route' : body.step === 'solve' ? 'close' : null;
    return follows === null ? made : makeStep(made, { id: randomUUID(), step: follows }, RULE, ground).now;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'step-refused') return error.params.why as string;
    throw error;
  }
}

function shown(row: EventRow) {
  const { state, version, way, level, grade, clock, dueAt, handler, supervised, asked, reworks, area } = row;
  return { state, version, way, level, grade, clock, dueAt, handler, supervised, asked, reworks, area };
}

function shownBy(now: EventNow) {
  const { due_at: dueAt } = columnsOf(now);
  const { state, version, way, level, grade, clock, handler, supervised, asked, reworks, area } = now;
  return { state, version, way, level, grade, clock, dueAt, handler, supervised, asked, reworks, area };
}
