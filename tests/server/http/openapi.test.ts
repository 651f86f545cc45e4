import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PlainApp, plainApp } from './plain-app.ts';

describe('the OpenAPI document', () => {
  let a: PlainApp;
  // biome-ignore lint/suspicious/noExplicitAny: a document is walked freely
  let document: any;
  beforeAll(async () => {
    a = await plainApp();
    document = (await a.app.inject('/api/openapi.json')).json();
  });
  afterAll(() => a.app.close());

  it('is 3.1 and names the program’s version', () => {
    expect([document.openapi, document.info.version]).toEqual(['3.1.0', '1.2.3']);
  });

  it('has schemas with an $id once, as components, and every reference leads somewhere', () => {
    expect(Object.keys(document.components.schemas).sort()).toEqual(['Problem', 'Thing']);
    const references: string[] = JSON.stringify(document).match(/"#\/components\/[^"]+"/g) ?? [];
    expect(references.length).toBeGreaterThan(2);
    for (const reference of references) {
      const [, , kind, name] = reference.slice(1, -1).split('/');
      expect(document.components[kind!][name!], reference).toBeDefined();
    }
    expect(JSON.stringify(document)).not.toContain('$id');
  });

  it('describes query, path, body and problems of a route', () => {
    const list = document.paths['/api/things'].get;
    expect(list.parameters.map((one: { name: string }) => one.name).sort()).toEqual(['deep', 'kind', 'limit']);
    expect(list.responses['4XX'].content['application/problem+json'].schema).toEqual({
      $ref: '#/components/schemas/Problem',
    });
    expect(list.responses['200'].content['application/json'].schema.items).toEqual({
      $ref: '#/components/schemas/Thing',
    });
    expect(document.paths['/api/things'].post.requestBody.content['application/json'].schema.required).toEqual([
      'count',
    ]);
    expect(document.paths['/api/things/{id}'].get.parameters[0]).toMatchObject({ in: 'path', name: 'id' });
  });

  it('says who may ask, and that public routes need nobody', () => {
    expect(document.paths['/api/things/{id}'].put).toMatchObject({
      security: [{ cookie: [] }, { bearer: [] }],
      'x-roles': ['planner'],
    });
    expect(document.paths['/api/things'].get.security).toBeUndefined();
    expect(Object.keys(document.components.securitySchemes)).toEqual(['bearer', 'cookie']);
  });

  it('has its keys in order and is the same each time', async () => {
    const keys = Object.keys(document.paths);
    expect(keys).toEqual([...keys].sort());
    const b = await plainApp();
    expect((await b.app.inject('/api/openapi.json')).body).toBe((await a.app.inject('/api/openapi.json')).body);
    await b.app.close();
  });

  it('leaves out itself, its pages and the metrics', () => {
    expect(Object.keys(document.paths).filter((path) => /openapi|docs|metrics/.test(path))).toEqual([]);
  });

  it('can be browsed, under a policy of its own', async () => {
    const page = await a.app.inject('/api/docs/');
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers['content-security-policy']).toContain("script-src 'self';");
    expect(page.body).not.toMatch(/<script>(?!\s*<)/);
    const script = /src="([^"]+bundle[^"]*)"/.exec(page.body)?.[1];
    const url = new URL(String(script), 'http://x/api/docs/').pathname;
    expect((await a.app.inject(url)).statusCode).toBe(200);
    expect((await a.app.inject('/api/things')).headers['content-security-policy']).not.toContain('script-src');
  });
});
