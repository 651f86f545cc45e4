/**
 * Every route of both OpenAPI documents, asked rightly, nearly rightly and with what breaks naive readers, by every role and by
 * nobody: the answer is no fault of ours, a refusal has its code, and nothing of the inside is told. `npm run bench fuzz` asks more.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAdmin } from '../support/app.ts';
import { makeThings } from '../support/county-things.ts';
import { eachDatabase } from '../support/database.ts';
import { COMMUNITY, type Desk, openDesk, POINT } from '../support/event-desk.ts';
import { faultsOf, toldFault } from '../support/fuzz/faults.ts';
import { nameOf, type Operation, operationsOf } from '../support/fuzz/operations.ts';
import { type Asker, type FuzzRequest, requestsTo } from '../support/fuzz/requests.ts';
import type { Known } from '../support/fuzz/schema-values.ts';
import { COUNTY } from '../support/small-county.ts';

const SEED = 20261130;
const REQUESTS_AN_OPERATION = 8;

/** A stream that is granted has no end; the bench hangs up on it, and what it refuses is asked in coverage/automatic.test.ts. */
const ENDLESS = 'GET /api/live';

eachDatabase((_name, open) => {
  let desk: Desk;
  let operations: Operation[];
  let known: Known;
  let askers: Asker[];

  beforeAll(async () => {
    desk = await openDesk(await open());
    const { app } = desk.service;
    const place = { county: COUNTY, community: COMMUNITY, grid: `${COMMUNITY}003`, ...POINT };
    known = await makeThings(desk.ask, place);
    const documents = await Promise.all(
      ['/api/openapi.json', '/ogc/api'].map((url) => app.inject({ url, headers: asAdmin })),
    );
    operations = [...operationsOf(documents[0]!.json()), ...operationsOf(documents[1]!.json(), '/ogc')].filter(
      (operation) => nameOf(operation) !== ENDLESS,
    );
    const cookie = await desk.person('fuzz', 'dispatcher');
    askers = [
      ...Object.entries(desk.tokens).map(([who, token]) => ({ who, headers: { authorization: `Bearer ${token}` } })),
      { who: 'admin', headers: asAdmin },
      { who: 'dispatcher', headers: { cookie: `gezhong=${cookie}`, 'sec-fetch-site': 'same-origin' } },
      { who: 'nobody', headers: {} },
      { who: 'nobody', headers: { authorization: 'Bearer gz_x', cookie: 'gezhong=%00; gezhong' } },
    ];
  });
  afterAll(() => desk.close());

  const send = async ({ method, url, headers, payload }: FuzzRequest) => {
    const answer = await desk.service.app.inject({ method, url, headers, ...(payload === null ? {} : { payload }) });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body };
  };

  describe('whatever is asked', () => {
    it('is answered or refused with a problem of a known code, on every route', async () => {
      expect(operations.length).toBeGreaterThan(180);
      const statuses = new Map<number, number>();
      const wrong: string[] = [];
      for (const operation of operations) {
        const requests = fc.sample(requestsTo(operation, known, askers), {
          seed: SEED,
          numRuns: REQUESTS_AN_OPERATION,
        });
        for (const request of requests) {
          const answer = await send(request);
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
          for (const fault of faultsOf(answer)) wrong.push(toldFault(request, answer, fault));
        }
      }
      expect(wrong).toEqual([]);
      // right requests get behind the door: else this would ask the check of the schema only
      const taken = [200, 201, 202, 204].reduce((sum, status) => sum + (statuses.get(status) ?? 0), 0);
      expect(taken, JSON.stringify([...statuses])).toBeGreaterThan(operations.length);
    });

    it('leaves the callers their tokens and what is published as it was', async () => {
      for (const [role, token] of Object.entries(desk.tokens)) {
        expect([role, (await desk.ask('GET', `/api/duty/settings/${COUNTY}`, undefined, token)).status]).toEqual([
          role,
          200,
        ]);
      }
      const answer = await desk.service.app.inject('/api/locate?lon=117.002&lat=30.002');
      expect(answer.json().grid.code).toBe(`${COMMUNITY}001`);
    });
  });
});
