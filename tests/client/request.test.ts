// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { pages } from '../../client/api/pages.ts';
import { ApiError, address, asApiError, request } from '../../client/api/request.ts';

const answer = (body: string, status = 200, type = 'application/json') =>
  vi.fn(async () => new Response(status === 204 ? null : body, { status, headers: { 'content-type': type } }));

afterEach(() => vi.unstubAllGlobals());

describe('address', () => {
  it('leaves out what was not said, keeps zero and false', () => {
    expect(address('/api/x', { a: null, b: undefined, c: '', d: 0, e: false, f: '中' })).toBe(
      '/api/x?d=0&e=false&f=%E4%B8%AD',
    );
    expect(address('/api/x')).toBe('/api/x');
  });
});

describe('request', () => {
  it('gives the JSON of an answer, and nothing for an empty one', async () => {
    vi.stubGlobal('fetch', answer('{"a":1}'));
    expect(await request('/api/x')).toEqual({ a: 1 });
    vi.stubGlobal('fetch', answer('', 204));
    expect(await request('/api/x', { method: 'DELETE' })).toBeUndefined();
  });

  it('never takes a kept answer unasked: what was published a moment ago is there', async () => {
    const fetched = answer('{}');
    vi.stubGlobal('fetch', fetched);
    await request('/api/areas');
    expect(fetched.mock.calls[0]).toMatchObject(['/api/areas', { cache: 'no-cache' }]);
  });

  it.each([
    [
      'a problem of the service',
      '{"code":"grid-unknown","status":404,"params":{"code":"7"}}',
      404,
      'application/problem+json',
      'grid-unknown',
    ],
    ['an error page of a proxy', '<html>', 502, 'text/html', 'service-unreachable'],
    ['a problem without a code', '{"error":"x"}', 500, 'application/json', 'answer-unreadable'],
    ['JSON that is none', '{"a":', 200, 'application/json', 'answer-unreadable'],
    ['a problem that is no JSON', '{', 422, 'application/problem+json', 'answer-unreadable'],
  ])('throws ApiError for %s', async (_, body, status, type, code) => {
    vi.stubGlobal('fetch', answer(body, status, type));
    const thrown = await request('/api/x').catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(ApiError);
    expect(thrown).toMatchObject({ code, status });
  });

  it('carries params and errors of the problem', async () => {
    vi.stubGlobal(
      'fetch',
      answer('{"code":"request-invalid","params":{"n":1},"errors":[{"pointer":"/a","code":"x"}]}', 400),
    );
    await expect(request('/api/x')).rejects.toMatchObject({ params: { n: 1 }, errors: [{ pointer: '/a', code: 'x' }] });
  });

  it('says that nobody answers, and lets an abort through as it is', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => Promise.reject(new TypeError('failed to fetch'))),
    );
    await expect(request('/api/x')).rejects.toMatchObject({ code: 'service-unreachable' });
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => Promise.reject(new DOMException('gone', 'AbortError'))),
    );
    await expect(request('/api/x')).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('makes one kind of error of whatever was thrown', () => {
    const known = new ApiError('duplicate', 409);
    expect(asApiError(known)).toBe(known);
    expect(asApiError(new Error('x')).code).toBe('client-failed');
  });
});

describe('pages', () => {
  it('walks to the last page by the opaque next', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (url: string) => {
      asked.push(url);
      const after = new URL(url, 'http://x').searchParams.get('after');
      return new Response(
        JSON.stringify({ features: [after ?? 'first'], next: after === 'b' ? null : after === 'a' ? 'b' : 'a' }),
      );
    });
    const seen: string[] = [];
    for await (const page of pages<string>('/api/grids', { area: '1' })) seen.push(...page);
    expect(seen).toEqual(['first', 'a', 'b']);
    expect(asked[2]).toBe('/api/grids?area=1&after=b');
  });

  it('stops at the most it was told', async () => {
    vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ features: [1, 2], next: 'x' })));
    const seen: number[] = [];
    for await (const page of pages<number>('/api/places', {}, undefined, 5)) seen.push(...page);
    expect(seen).toHaveLength(6);
  });
});
