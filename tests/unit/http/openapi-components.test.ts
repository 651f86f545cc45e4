import { expect, it } from 'vitest';
import { finishDocument, type Json, liftComponents, sorted } from '../../../server/http/openapi-components.ts';

it('lifts a schema with an $id wherever it stands, and schemas inside it', () => {
  const into = new Map<string, Json>();
  const inner = { $id: 'Inner', type: 'string' };
  const lifted = liftComponents(
    { type: 'array', items: { $id: 'Outer', type: 'object', properties: { a: inner, b: inner } } },
    into,
  );
  expect(lifted).toEqual({ type: 'array', items: { 'x-component': 'Outer' } });
  expect(Object.fromEntries(into)).toEqual({
    Outer: { type: 'object', properties: { a: { 'x-component': 'Inner' }, b: { 'x-component': 'Inner' } } },
    Inner: { type: 'string' },
  });
});

it('sorts keys at every depth and leaves lists alone', () => {
  expect(JSON.stringify(sorted({ b: [{ d: 1, c: 2 }, 'z', 'a'], a: null }))).toBe(
    '{"a":null,"b":[{"c":2,"d":1},"z","a"]}',
  );
});

it('gives problems their media type and takes the body off answers that have none', () => {
  const json = { 'application/json': { schema: { 'x-component': 'Problem' } } };
  const document = finishDocument(
    {
      paths: {
        '/x': {
          delete: {
            responses: { '204': { description: 'd', content: json }, '4XX': { description: 'd', content: json } },
          },
        },
      },
    },
    new Map<string, Json>([['Problem', { type: 'object' }]]),
  );
  expect(document).toEqual({
    components: { schemas: { Problem: { type: 'object' } } },
    paths: {
      '/x': {
        delete: {
          responses: {
            '204': { description: 'd' },
            '4XX': {
              content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
              description: 'refused, with a stable code',
            },
          },
        },
      },
    },
  });
});
