import { expect, it } from 'vitest';
import { faultItems } from '../../../server/http/validation-items.ts';

const fault = (keyword: string, instancePath: string, params: Record<string, unknown> = {}) => ({
  keyword,
  instancePath,
  params,
});

it.each([
  ['body', fault('required', '', { missingProperty: 'a/b' }), { pointer: '/a~1b', code: 'missing' }],
  ['body', fault('required', '/x/0', { missingProperty: 'y' }), { pointer: '/x/0/y', code: 'missing' }],
  [
    'body',
    fault('additionalProperties', '/x', { additionalProperty: 'z' }),
    { pointer: '/x/z', code: 'unknown-field' },
  ],
  ['body', fault('minLength', '/x', { limit: 3 }), { pointer: '/x', code: 'min-length', params: { limit: 3 } }],
  [
    'querystring',
    fault('pattern', '/bbox', { pattern: 'x' }),
    { pointer: 'bbox', code: 'pattern', params: { pattern: 'x' } },
  ],
  ['params', fault('required', '', { missingProperty: 'id' }), { pointer: 'id', code: 'missing' }],
  ['querystring', fault('type', '', {}), { pointer: '', code: 'type' }],
])('in %s: %j', (part, one, expected) => {
  expect(faultItems([one], part)).toEqual([expected]);
});

it('tells a union of words as the words that are allowed', () => {
  const faults = [
    fault('const', '/kind', { allowedValue: 'a' }),
    fault('const', '/kind', { allowedValue: 'b' }),
    fault('anyOf', '/kind'),
  ];
  expect(faultItems(faults, 'body')).toEqual([
    { pointer: '/kind', code: 'not-allowed', params: { allowed: ['a', 'b'] } },
  ]);
});

it('tells a union of shapes as one fault, not those of every branch', () => {
  const faults = [
    fault('pattern', '/area', { pattern: 'x' }),
    fault('type', '/area', { type: 'null' }),
    fault('anyOf', '/area'),
  ];
  expect(faultItems(faults, 'body')).toEqual([{ pointer: '/area', code: 'no-match' }]);
});
