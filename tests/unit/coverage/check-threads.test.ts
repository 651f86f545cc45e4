/** A subject with more places than one message takes: in the thread it is whole again, and the next one is itself. */
import { afterAll, describe, expect, it } from 'vitest';
import { checkSubject } from '../../../server/coverage/check.ts';
import { CheckThreads, inParts } from '../../../server/coverage/check-threads.ts';
import type { CheckTask } from '../../../server/coverage/check-worker.ts';
import { PLACES_A_PAGE } from '../../../server/coverage/place-pages.ts';
import { gridRow, placeRow, smallSubject } from '../../support/subjects.ts';

const options = { minAreaM2: 1, previous: [] };
/** Along two grids; some of them east of both. */
const task = (count: number): CheckTask => ({
  kind: 'check',
  options,
  subject: smallSubject({
    grids: [gridRow(1), gridRow(2)],
    places: Array.from({ length: count }, (_, n) => placeRow(`P${n}`, (n % 2200) / 1000, n % 7)),
  }),
});

describe('the messages of a task', () => {
  it('are the task alone while its places fit into one', () => {
    expect([...inParts(task(PLACES_A_PAGE))]).toEqual([task(PLACES_A_PAGE)]);
    const none = { ...task(0), subject: smallSubject({ places: null }) };
    expect([...inParts(none)]).toEqual([none]);
  });

  it('are all its places in their order, then the task without them', () => {
    const whole = task(2 * PLACES_A_PAGE + 1);
    const messages = [...inParts(whole)];
    const places = messages.flatMap((message) => (message.kind === 'places' ? message.places : []));
    expect(messages.map(({ kind }) => kind)).toEqual(['places', 'places', 'places', 'check']);
    expect(places).toEqual(whole.subject.places);
    expect(messages.at(-1)).toEqual({ ...whole, subject: { ...whole.subject, places: [] } });
  });
});

describe('a check in a thread', () => {
  const threads = new CheckThreads();
  afterAll(() => threads.close());

  it.each([2 * PLACES_A_PAGE + 1, 5, 0])('says of %i places what it says of them here', async (count) => {
    const { result } = threads.start(task(count));
    const here = checkSubject(task(count).subject, options, () => {});
    expect(here.totals.households).toBe(task(count).subject.places!.reduce((sum, p) => sum + p.households!, 0));
    expect(await result).toEqual(here);
  });
});
