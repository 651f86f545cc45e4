/**
 * Where a text stops being JSON (RFC 8259). Engines word their complaint each in their own way and often without a place,
 * so the place is looked for here, once parsing has failed. Pure.
 */
type Wanted = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing';

const SPACE = /[ \t\r\n]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON allows no control character in a string
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|true\b|false\b|null\b/y;

function end(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** The index of the first character that cannot stand where it stands; the length of the text when it ends too soon. */
export function jsonFaultAt(text: string): number {
  const open: ('{' | '[')[] = [];
  let wanted: Wanted = 'value';
  let at = 0;
  const close = (): void => {
    open.pop();
    wanted = open.length === 0 ? 'nothing' : 'comma-or-end';
  };
  for (;;) {
    at = end(SPACE, text, at);
    const char = text[at];
    if (char === undefined || wanted === 'nothing') return at;
    const inside = open.at(-1);
    if (wanted === 'value' || wanted === 'value-or-end') {
      if (char === ']' && wanted === 'value-or-end') {
        close();
        at++;
      } else if (char === '{' || char === '[') {
        open.push(char);
        wanted = char === '{' ? 'key-or-end' : 'value-or-end';
        at++;
      } else {
        const next = end(char === '"' ? STRING : SCALAR, text, at);
        if (next < 0) return at;
        at = next;
        wanted = open.length === 0 ? 'nothing' : 'comma-or-end';
      }
    } else if (wanted === 'key' || wanted === 'key-or-end') {
      if (char === '}' && wanted === 'key-or-end') {
        close();
        at++;
      } else {
        const next = end(STRING, text, at);
        if (next < 0) return at;
        at = next;
        wanted = 'colon';
      }
    } else if (wanted === 'colon') {
      if (char !== ':') return at;
      wanted = 'value';
      at++;
    } else if (char === ',') {
      wanted = inside === '{' ? 'key' : 'value';
      at++;
    } else if (char === (inside === '{' ? '}' : ']')) {
      close();
      at++;
    } else return at;
  }
}

/** Line and column of an index, both from 1. */
export function placeAt(text: string, index: number): { line: number; column: number } {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
