/**
 * Grid codes: text made of named segments, from the left, by a scheme that is data. The digits of county, town and community
 * are the code of the parent, compared as text; levels that are not loaded are written as zeros. A micro grid adds digits to
 * the code of its grid. There is no check digit. Scheme `free` takes any text. Pure.
 */
import type { CodeScheme, GridKind } from '../contract/codes.ts';

export const UNIT_15: CodeScheme = {
  id: 'unit-15',
  segments: [
    { name: 'county', width: 6 },
    { name: 'town', width: 3 },
    { name: 'community', width: 3 },
    { name: 'grid', width: 3 },
  ],
  microWidth: 2,
  dedicatedFrom: 801,
};

export const CJT349_20: CodeScheme = {
  id: 'cjt349-20',
  segments: [
    { name: 'object-class', width: 6 },
    { name: 'county', width: 6 },
    { name: 'town', width: 3 },
    { name: 'community', width: 3 },
    { name: 'grid', width: 2 },
  ],
  microWidth: 2,
  dedicatedFrom: null,
};

/** Codes of any text, ward numbers for example; nothing is read from them. */
export const FREE: CodeScheme = {
  id: 'free',
  segments: [{ name: 'grid', width: 12 }],
  microWidth: 2,
  dedicatedFrom: null,
};

export const SHIPPED_SCHEMES: readonly CodeScheme[] = [UNIT_15, CJT349_20, FREE];

export const CODE_PATTERN = /^[0-9A-Za-z_-]{1,40}$/;

/** `at`: the 0-based character of the code where it goes wrong. */
export interface CodeRefusal {
  ok: false;
  code: 'code-invalid' | 'code-of-other-county' | 'code-parent-mismatch';
  at: number;
}

export interface CodeParts {
  ok: true;
  objectClass: string;
  /** County, town and community digits together; '' when the scheme has none. */
  area: string;
  /** The digits of the grid inside its parent. */
  grid: string;
  /** The digits of a micro grid, null for others. */
  micro: string | null;
}

/** Takes a code apart. Errors: `code-invalid` at the first character that does not fit. */
export function parseCode(scheme: CodeScheme, code: string): CodeParts | CodeRefusal {
  if (scheme.id === FREE.id) {
    if (CODE_PATTERN.test(code)) return { ok: true, objectClass: '', area: '', grid: code, micro: null };
    return { ok: false, code: 'code-invalid', at: Math.max(0, code.search(/[^0-9A-Za-z_-]/)) };
  }
  const wrong = code.search(/[^0-9]/);
  if (wrong >= 0) return { ok: false, code: 'code-invalid', at: wrong };
  const width = gridCodeWidth(scheme);
  if (code.length !== width && code.length !== width + scheme.microWidth) {
    return { ok: false, code: 'code-invalid', at: Math.min(code.length, width) };
  }
  const parts: CodeParts = { ok: true, objectClass: '', area: '', grid: '', micro: null };
  let at = 0;
  for (const segment of scheme.segments) {
    const digits = code.slice(at, at + segment.width);
    at += segment.width;
    if (segment.name === 'object-class') parts.objectClass = digits;
    else if (segment.name === 'grid') parts.grid = digits;
    else parts.area += digits;
  }
  if (code.length > width) parts.micro = code.slice(width);
  return parts;
}

/** The inverse of parseCode. */
export function formatCode(scheme: CodeScheme, parts: Omit<CodeParts, 'ok'>): string {
  if (scheme.id === FREE.id) return parts.grid + (parts.micro ?? '');
  return parts.objectClass + parts.area + parts.grid + (parts.micro ?? '');
}

/** Characters of the code of a basic or dedicated grid. */
export function gridCodeWidth(scheme: CodeScheme): number {
  return scheme.segments.reduce((sum, segment) => sum + segment.width, 0);
}

/** How many digits of county, town and community the scheme writes. */
export function areaWidth(scheme: CodeScheme): number {
  return scheme.segments
    .filter(({ name }) => name !== 'grid' && name !== 'object-class')
    .reduce((sum, segment) => sum + segment.width, 0);
}

/** Whose code the grid's code must begin with: an area for basic and dedicated grids, a grid for micro grids. */
export type CodeParent = { kind: 'area'; code: string } | { kind: 'grid'; code: string };

/**
 * Is this a code of the scheme, and does it continue the code of its parent? Errors: `code-invalid`,
 * `code-of-other-county` when already the county differs, `code-parent-mismatch`.
 */
export function checkCode(scheme: CodeScheme, code: string, parent: CodeParent): CodeParts | CodeRefusal {
  const parts = parseCode(scheme, code);
  if (!parts.ok || scheme.id === FREE.id) return parts;
  if (parent.kind === 'grid') {
    if (parts.micro === null) return { ok: false, code: 'code-invalid', at: code.length };
    const common = commonLength(code, parent.code);
    return common === parent.code.length ? parts : { ok: false, code: 'code-parent-mismatch', at: common };
  }
  if (parts.micro !== null) return { ok: false, code: 'code-invalid', at: gridCodeWidth(scheme) };
  const compared = Math.min(parts.area.length, parent.code.length);
  const common = commonLength(parts.area, parent.code);
  if (common >= compared) return parts;
  const at = parts.objectClass.length + common;
  return { ok: false, code: common < 6 ? 'code-of-other-county' : 'code-parent-mismatch', at };
}

/** The area a code names, without the zeros of levels it does not know: 6, 9 or 12 digits. Null for scheme free. */
export function areaOfCode(scheme: CodeScheme, code: string): string | null {
  const parts = parseCode(scheme, code);
  if (!parts.ok || parts.area.length < 6) return null;
  return parts.area.replace(/^(\d{6}(?:\d{3})??)(?:000)+$/, '$1');
}

function commonLength(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  return at;
}

/** The scheme most of the codes keep to, `free` when none holds at least half of them. */
export function recogniseScheme(codes: readonly string[], schemes: readonly CodeScheme[]): CodeScheme {
  let best = FREE;
  let bestCount = 0;
  for (const scheme of schemes) {
    if (scheme.id === FREE.id) continue;
    const count = codes.filter((code) => parseCode(scheme, code).ok).length;
    if (count > bestCount && count * 2 >= codes.length) {
      best = scheme;
      bestCount = count;
    }
  }
  return best;
}

/** Where the grid stands among the numbers of its parent: dedicated grids may have a range of their own. */
export function numberRange(scheme: CodeScheme, kind: GridKind): { first: number; last: number } {
  const width =
    kind === 'micro' ? scheme.microWidth : (scheme.segments.find(({ name }) => name === 'grid')?.width ?? 1);
  const last = 10 ** width - 1;
  if (kind === 'micro' || scheme.dedicatedFrom === null) return { first: 1, last };
  return kind === 'dedicated' ? { first: scheme.dedicatedFrom, last } : { first: 1, last: scheme.dedicatedFrom - 1 };
}

/** `第3网格` from the number of a code; codes of free text are their own name. */
export function nameFromCode(scheme: CodeScheme, code: string): string {
  const parts = parseCode(scheme, code);
  if (!parts.ok || scheme.id === FREE.id) return code;
  return parts.micro === null ? `第${Number(parts.grid)}网格` : `第${Number(parts.micro)}微网格`;
}
