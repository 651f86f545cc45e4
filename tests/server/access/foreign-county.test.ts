/**
 * Every route × every role of another county: what is asked about this county is refused, or the answer has nothing of it. The
 * routes come from the OpenAPI document, so a new one is asked too; what is not simply refused stands in a table with its reason.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../../server/contract/access.ts';
import type { Category } from '../../../server/contract/event-rules.ts';
import { type Answer, ask, tokenOfEachRole } from '../../support/access-app.ts';
import { MARK, makeThings } from '../../support/county-things.ts';
import { eachDatabase, type OpenTestDatabase } from '../../support/database.ts';
import { COMMUNITY, type Desk, openDesk, POINT } from '../../support/event-desk.ts';
import { nameOf, type Operation, operationsOf } from '../../support/fuzz/operations.ts';
import { namesOf } from '../../support/fuzz/requests.ts';
import { type Known, leastValue } from '../../support/fuzz/schema-values.ts';
import { multipartOf } from '../../support/multipart.ts';
import { jpegOf } from '../../support/photo-writer.ts';
import { COUNTY, gridsFile } from '../../support/small-county.ts';

/** A county that is not there: its roles reach nothing. */
const ELSEWHERE = '990103';

/** Answered to those of elsewhere, without anything of this county. */
const ANSWERED: Record<string, string> = {
  'GET /api/accounts': 'those that one administers',
  'GET /api/audit': 'what was done in the areas one reaches',
  'GET /api/tokens': 'those that one administers',
  'GET /api/duty/me': 'of the caller, who is no worker',
  'GET /api/event-dictionaries': 'of the whole service',
  'GET /api/event-dictionaries/{id}': 'of the whole service',
  'POST /api/imports/inspect': 'what is in the file that was sent with the question',
  'POST /api/positions': 'one outcome for each: none of them is taken',
  'GET /tiles/events': 'says what tiles there are; they have the events one reaches',
  'GET /tiles/events/{z}/{x}/{y}.mvt': 'the events one reaches',
};

/** What the scene does not hold, so that an own admin is not answered either. Elsewhere is refused by the plan's area first. */
const NOT_MADE: Record<string, string> = {
  'POST /api/duty/notice': 'of the caller, who is no worker',
  'GET /api/workers/{id}/trail': 'of the caller, who is another',
  'GET /api/plans/{id}/certificates/{certificate}': 'no proposal was made',
  'GET /api/plans/{id}/proposals/{proposal}': 'no proposal was made',
  'POST /api/plans/{id}/proposals/{proposal}/apply': 'no proposal was made',
  'GET /api/plans/{id}/proposals/{proposal}/parts': 'no proposal was made',
  'DELETE /api/plans/{id}/proposals/{proposal}': 'no proposal was made',
  'POST /api/plans/{id}/sources/apply': 'no layer was added',
};

const setGrid = { kind: 'setGrid', before: { set: { name: '甲' } } };
/** Where the smallest body that the schema takes is no body. */
const BODIES: Record<string, unknown> = {
  'POST /api/accounts': {
    ...{ login: 'stranger', name: '甲', password: 'a long password of nobody' },
    grants: [{ role: 'viewer', area: COUNTY }],
  },
  'POST /api/plans/{id}/operations': {
    operations: [
      {
        ref: 'of-another',
        operation: { ...setGrid, args: { community: COMMUNITY, level: 'grid', slot: 0, set: { name: '乙' } } },
      },
    ],
  },
};
const DICTIONARY = '代码,大类,小类,派遣时限,处置时限,核查时限\n0103,设施,积水,1 工作小时,4 工作小时,1 工作日';

const REFUSALS = new Set(['area-forbidden', 'role-missing', 'not-a-worker', 'not-found']);
const refusesArea = (code: string | undefined): boolean =>
  code !== undefined && (REFUSALS.has(code) || code.endsWith('-unknown'));

/** Named though they need not be, they say whose answer is wanted. */
const WHERE = ['area', 'county', 'grid', 'worker', 'place', 'plan'];

// who may what is decided before any database is asked
eachDatabase((name, open) => {
  describe.skipIf(name !== 'embedded')('a county', () => countyTests(open));
});

function countyTests(open: OpenTestDatabase): void {
  let desk: Desk;
  let known: Known;
  let category: Category;
  let operations: Operation[];
  let elsewhere: Record<Role, string>;

  beforeAll(async () => {
    desk = await openDesk(await open());
    const place = { county: COUNTY, community: COMMUNITY, grid: `${COMMUNITY}003`, ...POINT };
    const things = await makeThings(desk.ask, place);
    const event = String(things['events/{id}']![0]);
    const photo = randomUUID();
    expect((await desk.photo(event, jpegOf(), desk.tokens.dispatcher, photo)).status).toBe(201);
    const job = await desk.service.importText('grids', 'a.geojson', gridsFile(), { county: COUNTY, dryRun: true });
    known = { ...things, 'photos/{photo}': [photo], 'imports/{id}': [job.id] };
    const { categories } = (await desk.ask('GET', '/api/event-dictionaries/sample')).body as { categories: Category[] };
    category = categories.find(({ code }) => code === '0103')!;
    elsewhere = await tokenOfEachRole(desk.service.db, ELSEWHERE);
    operations = operationsOf((await desk.ask('GET', '/api/openapi.json')).body).filter(({ roles }) => roles !== null);
  });
  afterAll(() => desk.close());

  /** The smallest request that the contract takes, about this county. */
  const request = (operation: Operation, token: string): Promise<Answer> => {
    const value = (one: Operation['parameters'][number]) =>
      encodeURIComponent(String(leastValue(one.schema, known, namesOf(operation.path, one))));
    const named = (name: string) => operation.parameters.find((one) => one.name === name && one.in === 'path')!;
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => value(named(name)));
    const query = operation.parameters
      .filter((one) => one.in === 'query' && (one.required || WHERE.includes(one.name)))
      .map((one) => `${one.name}=${value(one)}`);
    const body = bodyOf(operation);
    const headers = { 'if-match': '*', ...body.headers };
    return ask(desk.service.app, operation.method, `${path}?${query.join('&')}`, { token, headers, ...body.sent });
  };

  const bodyOf = ({
    method,
    path,
    body,
  }: Operation): { headers: Record<string, string>; sent: { payload?: unknown } } => {
    if (body !== null) {
      const payload =
        (path.includes('/categories/') ? category : BODIES[`${method} ${path}`]) ?? leastValue(body, known, [], WHERE);
      return { headers: {}, sent: { payload } };
    }
    if (path.startsWith('/api/imports') && method === 'POST') {
      const options = { name: 'options', content: JSON.stringify({ county: COUNTY, dryRun: true }) };
      const { payload, headers } = multipartOf([
        options,
        { name: 'file', content: gridsFile(), fileName: 'a.geojson' },
      ]);
      return { headers, sent: { payload } };
    }
    if (path.endsWith('/photos') && method === 'POST') {
      const { payload, headers } = multipartOf([{ name: 'file', content: jpegOf(), fileName: 'a.jpg' }]);
      return { headers, sent: { payload } };
    }
    if (path.endsWith('/photo') && method === 'PUT') {
      return { headers: { 'content-type': 'image/jpeg' }, sent: { payload: jpegOf() } };
    }
    if (path.endsWith('/import')) return { headers: { 'content-type': 'text/csv' }, sent: { payload: DICTIONARY } };
    return { headers: {}, sent: {} };
  };

  const insideRoles = ({ roles }: Operation): Role[] =>
    ROLES.filter((role) => role === 'admin' || roles!.includes(role));

  it('answers nobody of another county about this one', async () => {
    expect(operations.length).toBeGreaterThan(100);
    const wrong: string[] = [];
    for (const operation of operations) {
      const name = nameOf(operation);
      if (name === 'GET /api/live') continue;
      for (const role of insideRoles(operation)) {
        const { status, code, body } = await request(operation, elsewhere[role]);
        const text = JSON.stringify(body ?? null);
        if (text.includes(MARK)) wrong.push(`${name} tells a ${role} of elsewhere: ${text.slice(0, 200)}`);
        const isRight = status < 300 ? ANSWERED[name] !== undefined : refusesArea(code);
        if (name === 'POST /api/positions' && status === 200) expect(body.results).toEqual(['forbidden']);
        if (!isRight) wrong.push(`${name} answers a ${role} of elsewhere ${status} ${code ?? text.slice(0, 120)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  describe('the table', () => {
    it('names routes that are there', () => {
      const names = new Set(operations.map(nameOf));
      const tables = [ANSWERED, NOT_MADE, BODIES].flatMap((table) => Object.keys(table));
      expect(tables.filter((name) => !names.has(name))).toEqual([]);
    });

    // without this a request that nobody may make would pass for one that elsewhere may not
    it('asks what an admin of this county is answered', async () => {
      const last = (operation: Operation) =>
        operation.method === 'DELETE' || /\/(end|withdraw)$/.test(operation.path) ? 1 : 0;
      const wrong: string[] = [];
      for (const operation of [...operations].sort((a, b) => last(a) - last(b))) {
        const name = nameOf(operation);
        if (name === 'GET /api/live' || NOT_MADE[name] !== undefined) continue;
        const { code } = await request(operation, desk.tokens.admin);
        if (refusesArea(code)) wrong.push(`${name} answers an own admin ${code}`);
      }
      expect(wrong).toEqual([]);
    });
  });
}
