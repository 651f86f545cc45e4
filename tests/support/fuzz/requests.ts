/** Requests to one operation: right, nearly right and hostile in every parameter, header and body, by everybody and by nobody. */
import fc from 'fast-check';
import { multipartOf, type Part } from '../multipart.ts';
import { jpegOf } from '../photo-writer.ts';
import { AREAS, gridsFile, PLACES } from '../small-county.ts';
import { zipOf } from '../zip-writer.ts';
import { hostileJson, hostileText, rawBody } from './hostile.ts';
import type { Method, Operation, Parameter } from './operations.ts';
import { type Known, nearlyValuesOf, valuesOf } from './schema-values.ts';

/** Who asks: a role with a token or a session, or nobody. */
export interface Asker {
  readonly who: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface FuzzRequest {
  readonly who: string;
  readonly method: Method;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string | Buffer | null;
}

interface Body {
  readonly type: string;
  readonly payload: string | Buffer;
}

/** Ends the tokens that ask. */
const SPARED = /^DELETE \/api\/tokens\/0*\d{1,6}(\?|$)/;

/** Half a surrogate pair becomes the mark of what cannot be read: encodeURIComponent throws on it. */
const percent = (text: string): string => encodeURIComponent(Buffer.from(text).toString('utf8'));

/** Node sends no other character in a header. */
const headerText = (text: string): string => text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '?').trim();

/** At the end of a path: escapes that are none, a stroke written too long, ways up. */
const brokenPath = fc.constantFrom(
  '%',
  '%zz',
  '%c0%af',
  '%00',
  '/..%2f..%2f',
  '/../../',
  '//',
  ';x',
  '/',
  '%25%32%65',
  '.json',
);
const unknownParameter = fc.tuple(fc.constantFrom('x', 'limit', 'token', 'a[b]', '__proto__'), hostileText);

/** With what stands before a name of the path: plans/{id} is another id than events/{id}. */
export function namesOf(path: string, { name, in: where }: Pick<Parameter, 'name' | 'in'>): string[] {
  if (where !== 'path') return [name];
  const before = path
    .slice(0, path.indexOf(`{${name}}`))
    .split('/')
    .slice(0, -1);
  return [`${before.slice(-2).join('/')}/{${name}}`, `${before.at(-1)}/{${name}}`, name];
}

export function requestsTo(operation: Operation, known: Known, askers: readonly Asker[]): fc.Arbitrary<FuzzRequest> {
  const { method, path } = operation;
  const parameters = operation.parameters.filter((one) => one.in === 'path' || one.in === 'query');
  const query = parameters.filter((one) => one.in === 'query');
  const right = (one: Parameter) =>
    valuesOf(one.schema, known, namesOf(path, one)).map((value) =>
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    );
  const either = (one: Parameter) =>
    fc.oneof({ weight: 7, arbitrary: right(one) }, { weight: 1, arbitrary: hostileText });
  const given = (one: Parameter) =>
    fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: one.required ? 20 : 1, arbitrary: either(one) });
  return fc
    .record({
      asker: askersOf(operation, askers),
      inPath: fc.tuple(...parameters.filter((one) => one.in === 'path').map(either)),
      inQuery: fc.tuple(...query.map(given)),
      broken: fc.oneof({ weight: 19, arbitrary: fc.constant('') }, { weight: 1, arbitrary: brokenPath }),
      more: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: unknownParameter }),
      headers: headersOf(known),
      body: method === 'GET' ? fc.constant(null) : bodiesOf(operation, known),
    })
    .map(({ asker, inPath, inQuery, broken, more, headers, body }) => {
      let next = 0;
      const at = `${path.replaceAll(/\{\w+\}/g, () => percent(inPath[next++] ?? 'x') || 'x')}${broken}`;
      const asked = query.flatMap(({ name }, i) =>
        inQuery[i] == null ? [] : [`${percent(name)}=${percent(inQuery[i])}`],
      );
      if (more !== null) asked.push(`${percent(more[0])}=${percent(more[1])}`);
      return {
        who: asker.who,
        method,
        url: asked.length === 0 ? at : `${at}?${asked.join('&')}`,
        headers: { ...headers, ...asker.headers, ...(body === null ? {} : { 'content-type': headerText(body.type) }) },
        payload: body?.payload ?? null,
      };
    })
    .filter((request) => !SPARED.test(`${request.method} ${request.url}`));
}

/** Mostly those that are let in, for what comes behind the door. */
function askersOf({ roles }: Operation, askers: readonly Asker[]): fc.Arbitrary<Asker> {
  const all = fc.constantFrom(...askers);
  const inside = askers.filter(({ who }) => who === 'admin' || (roles as readonly string[] | null)?.includes(who));
  if (inside.length === 0) return all;
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...inside) }, { weight: 1, arbitrary: all });
}

function headersOf(known: Known): fc.Arbitrary<Record<string, string>> {
  const odd = hostileText.map(headerText);
  const tags = fc.constantFrom('*', '"1"', 'W/"1"', '"1", "2"', '"', ...(known['if-match'] ?? []).map(String));
  return fc.record(
    {
      'if-match': fc.oneof({ weight: 3, arbitrary: tags }, { weight: 1, arbitrary: odd }),
      'if-none-match': fc.oneof(tags, odd),
      accept: fc.oneof(
        fc.constantFrom('*/*', 'text/html', 'text/csv', 'application/geo+json', 'text/event-stream'),
        odd,
      ),
      'accept-encoding': fc.oneof(fc.constantFrom('gzip', 'br', 'identity;q=0', 'zstd, *;q=0'), odd),
      'accept-language': odd,
      range: fc.constantFrom('bytes=0-0', 'bytes=9-1', 'bytes=-9999999999999'),
      'x-forwarded-for': odd,
      'x-http-method-override': fc.constant('DELETE'),
      'content-encoding': fc.constantFrom('gzip', 'br', 'x'),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Record<string, string>>;
}

const asJson = (value: unknown): Body => ({ type: 'application/json', payload: JSON.stringify(value) });
const odd: fc.Arbitrary<Body> = fc.record({
  type: fc.oneof(
    fc.constantFrom(
      'application/json',
      'application/json; charset=utf-7',
      'text/csv',
      'application/x-ndjson',
      'text/plain',
    ),
    fc.constantFrom(
      'application/octet-stream',
      'multipart/form-data',
      'multipart/form-data; boundary=x',
      'image/jpeg',
      'x',
    ),
  ),
  payload: rawBody,
});

function bodiesOf({ body, method }: Operation, known: Known): fc.Arbitrary<Body | null> {
  if (body === null) {
    const none = fc.constant(null);
    return method === 'DELETE'
      ? fc.oneof({ weight: 4, arbitrary: none }, odd)
      : fc.oneof(none, odd, uploads(known), files);
  }
  return fc.oneof(
    { weight: 5, arbitrary: valuesOf(body, known).map(asJson) },
    { weight: 4, arbitrary: nearlyValuesOf(body, known).map(asJson) },
    { weight: 1, arbitrary: hostileJson.map(asJson) },
    { weight: 1, arbitrary: odd },
  );
}

const CONTENTS: readonly (string | Buffer)[] = [
  ...[AREAS, gridsFile(), PLACES, '', '{', 'code,name\n1,2', 'code\n"', Buffer.alloc(2000, 0xff), jpegOf()],
  zipOf([{ name: '../a.geojson', data: '{}' }]),
  zipOf([{ name: 'a.geojson', data: Buffer.alloc(200_000, 0x20) }]),
];
const files: fc.Arbitrary<Body> = fc
  .tuple(fc.constantFrom('image/jpeg', 'image/png', 'text/csv', 'application/x-ndjson'), fc.constantFrom(...CONTENTS))
  .map(([type, payload]) => ({ type, payload }));

/** Nothing of these is published: what could be read of them is a dry run. */
function uploads(known: Known): fc.Arbitrary<Body> {
  const options = fc.oneof(
    fc
      .record(
        { county: fc.constantFrom(...(known.county ?? ['990101'])), dryRun: fc.constant(true), mapping: hostileJson },
        { requiredKeys: ['county', 'dryRun'] },
      )
      .map((one) => JSON.stringify(one)),
    hostileText,
  );
  const name = hostileText.map((text) => headerText(text).replaceAll('"', "'"));
  return fc
    .record({
      content: fc.constantFrom(...CONTENTS),
      options: fc.option(options, { nil: null }),
      name,
      field: fc.constantFrom('file', 'file', 'file', 'other'),
    })
    .map(({ content, options: chosen, name: fileName, field }) => {
      const parts: Part[] = chosen === null ? [] : [{ name: 'options', content: chosen }];
      const { payload, headers } = multipartOf([...parts, { name: field, content, fileName }]);
      return { type: headers['content-type']!, payload };
    });
}
