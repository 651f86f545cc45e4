import { describe, expect, it } from 'vitest';
import { buildSerializer } from '../../../server/http/serializers.ts';

const route = { method: 'GET', url: '/', httpStatus: '200' };
const object = (properties: object) => ({ type: 'object', properties });

describe('serializers', () => {
  it('are made once for schemas that say the same, in any server', () => {
    const one = buildSerializer({})({ ...route, schema: object({ a: { type: 'string' } }) });
    const other = buildSerializer({})({ ...route, url: '/other', schema: object({ a: { type: 'string' } }) });
    expect(other).toBe(one);
    expect(other({ a: 'x', b: 1 })).toBe('{"a":"x"}');
  });

  it('differ with the schema, and with what it refers to', () => {
    const refer = { ...route, schema: object({ a: { $ref: 'kind#' } }) };
    const text = buildSerializer({ kind: { $id: 'kind', type: 'string' } })(refer);
    const whole = buildSerializer({ kind: { $id: 'kind', type: 'integer' } })(refer);
    expect([text({ a: 7 }), whole({ a: 7 })]).toEqual(['{"a":"7"}', '{"a":7}']);
  });
});
