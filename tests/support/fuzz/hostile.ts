/** What breaks naive readers: numbers that are none, SQL, paths, markup, control characters, half characters, very long, very deep. */
import fc from 'fast-check';
import type { Json } from './operations.ts';

const TEXTS = [
  ...['NaN', 'Infinity', '-Infinity', '1e999', '-0', '0x10', '1e-400', '99999999999999999999', '-1', '0', '1.5', '٣'],
  ...[
    '',
    ' ',
    '%',
    '%00',
    '%zz',
    '\u0000',
    'a\u0000b',
    '\u0001\u001f',
    '\ud800',
    '\udfff',
    '\ufeff',
    '\u202etxt.exe\u202c',
  ],
  ...["'", '"', "'; drop table grid; --", '" or 1=1 --', "') or ('1'='1", '$1', '$$', '\\', "\\'; commit; --", '%_%'],
  ...['1 union all select null,null', "'||pg_sleep(9)||'", '{"a":1}', '(((((', '[a-z', '.*.*.*.*.*!', '*', '?'],
  ...[
    '../../etc/passwd',
    '..%2f..%2fetc%2fpasswd',
    '..\\..\\windows',
    '/etc/passwd',
    'file:///etc/passwd',
    'C:\\x',
    '.',
  ],
  ...[
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    '#{7*7}',
    '{{7*7}}',
    '%{7*7}',
  ],
  ...[
    '\r\nset-cookie: a=b',
    '\n',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'undefined',
    'null',
    'true',
  ],
  ...[
    '117.002',
    '30.002',
    '117,30,118,31',
    '118,31,117,30',
    '1,2,3',
    'NaN,NaN,NaN,NaN',
    '-180,-90,180,90',
    '1e9,1e9,2e9,2e9',
  ],
  ...[
    '2026-02-30',
    '9999-12-31',
    '0000-00-00',
    '2026-11-30T25:61:61Z',
    '+275760-09-13T00:00:00Z',
    '-000001-01-01',
    '1e3-01-01',
  ],
  ...['𠮷', '👨‍👩‍👧‍👦', 'e\u0301', 'ﷺ', '\u200b', 'İ', 'ß'],
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.constantFrom('格'.repeat(300), 'a'.repeat(5000), "'".repeat(2000), '9'.repeat(400)) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.double().map(String) },
);

export const hostileJson: fc.Arbitrary<Json> = fc.oneof(
  hostileText,
  fc.constantFrom<Json>(null, true, [], {}, -1, 0, 1.5, 1e308, 2 ** 53, -(2 ** 63), 5e-324, [[[[[[[[]]]]]]]]),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>,
);

const deep = (open: string, close: string, depth: number): string => open.repeat(depth) + close.repeat(depth);

/** Bodies that no writer of JSON would make. */
export const rawBody: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    ...['', ' ', '{', '[', '"', '{"a":1', '{"a":NaN}', '{"a":1e999}', '{"a":1,"a":2}', "{'a':1}", '\ufeff{}', '[1,]'],
    ...[
      '{"__proto__":{"admin":true}}',
      '{"constructor":{"prototype":{"admin":true}}}',
      '{"\\u0000":"\\u0000"}',
      '"\\ud800"',
    ],
  ),
  fc.constantFrom(
    deep('[', ']', 50_000),
    deep('{"a":', '}', 5_000),
    `{"a":"${'x'.repeat(300_000)}"}`,
    '[0'.padEnd(200_000, ',0'),
  ),
  hostileText,
);
