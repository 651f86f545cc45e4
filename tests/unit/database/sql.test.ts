import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { join, nothing, type Sql, sql } from '../../../server/database/sql.ts';

describe('the sql tag', () => {
  const compiled: [string, Sql, string, unknown[]][] = [
    ['text alone', sql`select 1`, 'select 1', []],
    ['one value', sql`select ${7}`, 'select $1', [7]],
    ['a value at either end', sql`${1} + ${2}`, '$1 + $2', [1, 2]],
    [
      'a fragment',
      sql`select * from t ${sql`where id = ${5}`} limit ${9}`,
      'select * from t where id = $1 limit $2',
      [5, 9],
    ],
    ['fragments in fragments', sql`a ${sql`b ${sql`c ${1}`} ${2}`} ${3}`, 'a b c $1 $2 $3', [1, 2, 3]],
    ['one fragment twice', ((f: Sql) => sql`${f} or ${f}`)(sql`x = ${1}`), 'x = $1 or x = $2', [1, 1]],
    ['nothing', sql`a${nothing}b`, 'ab', []],
    ['a list', sql`in (${join([sql`${1}`, sql`${2}`], ', ')})`, 'in ($1, $2)', [1, 2]],
    ['a list of one', join([sql`x`], ' and '), 'x', []],
    ['an empty list', join([], ' and '), '', []],
    ['an array as one value', sql`any(${[1, 2]})`, 'any($1)', [[1, 2]]],
    ['null and undefined as values', sql`${null} ${undefined}`, '$1 $2', [null, undefined]],
  ];
  it.each(compiled)('compiles %s', (_what, statement, text, values) => {
    expect(statement.compile()).toEqual({ text, values });
  });

  it('never writes a value into the text', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (values) => {
        const { text, values: sent } = sql`in (${join(
          values.map((value) => sql`${value}`),
          ', ',
        )})`.compile();
        expect(text).toMatch(/^in \((\$\d+(, \$\d+)*)?\)$/);
        expect(sent).toEqual(values);
      }),
      { seed: 20261122 },
    );
  });

  it('is no function that takes text', () => {
    expect(() => sql(['select 1'] as unknown as TemplateStringsArray)).toThrow(TypeError);
    expect(() => sql('select 1' as unknown as TemplateStringsArray)).toThrow(TypeError);
  });
});
