import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasStatement, splitStatements } from '../../../server/database/statement-splitter.ts';

describe('splitStatements', () => {
  const files: [string, string, string[]][] = [
    ['nothing', '', []],
    ['space, comments and stray semicolons', ' ;\n-- a;b\n;/* c; */ ; ', []],
    ['one statement without its semicolon', 'select 1', ['select 1']],
    ['two on a line', 'select 1; select 2;', ['select 1', 'select 2']],
    ['a semicolon in quotes', "select 'a;b';select 2", ["select 'a;b'", 'select 2']],
    ['doubled quotes', "select 'it''s;';select 2", ["select 'it''s;'", 'select 2']],
    ['a backslash that escapes nothing', "select 'a\\';select 2", ["select 'a\\'", 'select 2']],
    ['a backslash that escapes', "select E'a\\';b', e'\\\\';select 2", ["select E'a\\';b', e'\\\\'", 'select 2']],
    ['a column that ends in e before a quote', "select typ'a\\';select 2", ["select typ'a\\'", 'select 2']],
    ['a quoted name', 'select ";" from "a"";";select 2', ['select ";" from "a"";"', 'select 2']],
    ['a comment with a quote', "select 1 -- don't;\n+ 1;select 2", ["select 1 -- don't;\n+ 1", 'select 2']],
    ['nested comments', "select /* a /* b; */ ' ; */ 1;select 2", ["select /* a /* b; */ ' ; */ 1", 'select 2']],
    ['a comment at the end of a file', 'select 1; -- done', ['select 1']],
    ['a body', 'do $$ begin; $ ; end $$;select 2', ['do $$ begin; $ ; end $$', 'select 2']],
    ['a tagged body with another inside', 'do $a$ ; $$ ; $b$ ; $a$;select 2', ['do $a$ ; $$ ; $b$ ; $a$', 'select 2']],
    ['a tag in Chinese', 'do $体$ ; $体$;select 2', ['do $体$ ; $体$', 'select 2']],
    ['parameters, which are no tags', 'select $1;select $2', ['select $1', 'select $2']],
    ['a name with dollars, which is no tag', 'select a$b$c;select a$b$d', ['select a$b$c', 'select a$b$d']],
    [
      'a body in standard SQL',
      'create function f(n int) returns int begin atomic select 1; select case when n > 0 then 1 else 2 end; end; select 2',
      [
        'create function f(n int) returns int begin atomic select 1; select case when n > 0 then 1 else 2 end; end',
        'select 2',
      ],
    ],
    ['a plain begin', 'begin; select 1; end', ['begin', 'select 1', 'end']],
    ['a byte order mark', '\uFEFFselect 1;', ['select 1']],
    ['Windows line ends', 'select 1;\r\nselect 2;\r\n', ['select 1', 'select 2']],
  ];
  it.each(files)('cuts %s', (_what, file, statements) => {
    expect(splitStatements(file).map(({ text }) => text)).toEqual(statements);
    expect(hasStatement(file)).toBe(statements.length > 0);
  });

  it('tells the line of each statement’s first word', () => {
    const file = '-- head\n\nselect 1;\n\n/* two\nlines */ select\n2;select 3;\n';
    expect(splitStatements(file).map(({ line }) => line)).toEqual([3, 6, 7]);
  });

  const unclosed: [string, string, string][] = [
    ['a quote', "select 1;\nselect 'a;", 'the quote opened on line 2'],
    ['a quoted name', 'select "a', 'the quote opened on line 1'],
    ['a quote that an escape keeps open', "select E'a\\'", 'the quote opened on line 1'],
    ['a comment', '\n\n/* /* */', 'the comment opened on line 3'],
    ['a body', 'do $x$ $y$ $$', 'the body $x$ opened on line 1'],
  ];
  it.each(unclosed)('refuses %s left open, and says where', (_what, file, message) => {
    expect(() => splitStatements(file)).toThrow(message);
  });

  it('keeps every statement whole whatever stands between them', () => {
    const statement = fc.constantFrom("select 'a;b'", 'do $q$ ; $q$', 'select ";"', 'select 1 + 1', "select E'\\';'");
    const between = fc.constantFrom(';', ' ; ', ';\n-- x;\n', '; /* ; /* ; */ */ ', ';;\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(statement, between)), (parts) => {
        const file = parts.map(([text, gap]) => text + gap).join('');
        expect(splitStatements(file).map(({ text }) => text)).toEqual(parts.map(([text]) => text));
      }),
      { seed: 20261122 },
    );
  });
});
