/**
 * Cuts an SQL file into its statements: knows quotes ('…', E'…', "…"), $tag$ bodies, -- and nested comments, and the
 * semicolons inside `begin atomic … end`. Expects standard_conforming_strings, as every supported server has it.
 */
import { ownError } from './errors.ts';

export interface Statement {
  text: string;
  /** Line of the file its first word stands on, from 1. */
  line: number;
}

const WORD = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const DOLLAR = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;

/** Throws 'migration-unreadable', naming the line, when a quote, comment or body is not closed. */
export function splitStatements(file: string): Statement[] {
  const statements: Statement[] = [];
  let start = -1;
  let depth = 0;
  let words: string[] = [];
  const finish = (end: number): void => {
    if (start >= 0) statements.push({ text: file.slice(start, end).trimEnd(), line: lineOf(file, start) });
    start = -1;
    depth = 0;
    words = [];
  };
  let at = 0;
  while (at < file.length) {
    const c = file[at]!;
    const skipped = skipSpace(file, at);
    if (skipped > at) {
      at = skipped;
      continue;
    }
    if (c === ';' && depth === 0) {
      finish(at);
      at++;
      continue;
    }
    if (start < 0) start = at;
    const word = match(WORD, file, at);
    if (word !== undefined) {
      const lower = word.toLowerCase();
      const next = at + word.length;
      if (words.length < 4) words.push(lower);
      if (
        lower === 'begin' &&
        depth === 0 &&
        makesRoutine(words) &&
        /^\s+atomic\b/i.test(file.slice(next, next + 200))
      ) {
        depth = 1;
      } else if (depth > 0 && lower === 'case') depth++;
      else if (depth > 0 && lower === 'end') depth--;
      at = lower === 'e' && file[next] === "'" ? skipQuoted(file, next, true) : next;
    } else if (c === "'" || c === '"') at = skipQuoted(file, at, false);
    else if (c === '$' && match(DOLLAR, file, at) !== undefined) at = skipBody(file, at, match(DOLLAR, file, at)!);
    else at++;
  }
  finish(file.length);
  return statements;
}

/** True when the text holds anything but space, comments and semicolons. */
export function hasStatement(text: string): boolean {
  return splitStatements(text).length > 0;
}

function makesRoutine(words: readonly string[]): boolean {
  if (words[0] !== 'create') return false;
  return words.includes('function') || words.includes('procedure');
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Past white space and one comment, or `at` itself when there is neither. */
function skipSpace(file: string, at: number): number {
  if (/\s/.test(file[at]!) || file[at] === '\uFEFF') return at + 1;
  if (file.startsWith('--', at)) {
    const end = file.indexOf('\n', at);
    return end < 0 ? file.length : end + 1;
  }
  if (!file.startsWith('/*', at)) return at;
  let open = 1;
  for (let i = at + 2; i < file.length; i++) {
    if (file.startsWith('/*', i)) {
      open++;
      i++;
    } else if (file.startsWith('*/', i)) {
      open--;
      i++;
      if (open === 0) return i + 1;
    }
  }
  throw unclosed(file, at, 'comment');
}

function skipQuoted(file: string, at: number, backslash: boolean): number {
  const quote = file[at]!;
  for (let i = at + 1; i < file.length; i++) {
    if (backslash && file[i] === '\\') i++;
    else if (file[i] === quote) {
      if (file[i + 1] !== quote) return i + 1;
      i++;
    }
  }
  throw unclosed(file, at, 'quote');
}

function skipBody(file: string, at: number, tag: string): number {
  const end = file.indexOf(tag, at + tag.length);
  if (end < 0) throw unclosed(file, at, `body ${tag}`);
  return end + tag.length;
}

function unclosed(file: string, at: number, what: string): Error {
  return ownError('migration-unreadable', `the ${what} opened on line ${lineOf(file, at)} is not closed`);
}

function lineOf(file: string, at: number): number {
  let line = 1;
  for (let i = file.indexOf('\n'); i >= 0 && i < at; i = file.indexOf('\n', i + 1)) line++;
  return line;
}
