/**
 * A code scheme as one line of text: the id of a known scheme, or `county:6,town:3,community:3,grid:2` with an optional
 * `micro:2` and `dedicated:81`. Widths of county, town and community are those of the statistical area codes, else no code
 * could be compared with its parent. Pure.
 */
import type { CodeScheme } from '../contract/codes.ts';

const ORDER = ['object-class', 'county', 'town', 'community', 'grid'] as const;
type SegmentName = (typeof ORDER)[number];
const AREA_WIDTHS: Partial<Record<SegmentName, number>> = { county: 6, town: 3, community: 3 };
const MAX_WIDTH = 36;

export type SchemeParse = { ok: true; scheme: CodeScheme } | { ok: false; code: 'scheme-invalid'; at: number };

/** `at` is the 0-based part of the list that is wrong. The id of a pattern is made from it, so equal patterns are one scheme. */
export function parseScheme(text: string, known: readonly CodeScheme[]): SchemeParse {
  const shipped = known.find(({ id }) => id === text.trim());
  if (shipped) return { ok: true, scheme: shipped };
  const segments: CodeScheme['segments'] = [];
  let microWidth = 2;
  let dedicatedFrom: number | null = null;
  let last = -1;
  for (const [at, part] of text.split(',').entries()) {
    const match = /^\s*([a-z-]+)\s*:\s*(\d{1,6})\s*$/.exec(part);
    const refusal: SchemeParse = { ok: false, code: 'scheme-invalid', at };
    if (!match) return refusal;
    const [name, number] = [match[1]!, Number(match[2])];
    if (name === 'micro') {
      if (number < 1 || number > 4) return refusal;
      microWidth = number;
    } else if (name === 'dedicated') {
      if (number < 1) return refusal;
      dedicatedFrom = number;
    } else {
      const position = ORDER.indexOf(name as SegmentName);
      const width = AREA_WIDTHS[name as SegmentName];
      if (position <= last || number < 1 || number > 12 || (width !== undefined && number !== width)) return refusal;
      if (last >= 1 && position < 4 && position !== last + 1) return refusal;
      last = position;
      segments.push({ name: name as SegmentName, width: number });
    }
  }
  const count = segments.length;
  const grid = segments[count - 1];
  const total = segments.reduce((sum, { width }) => sum + width, 0);
  const area = segments.find(({ name }) => name !== 'object-class');
  if (grid?.name !== 'grid' || area?.name !== 'county' || total > MAX_WIDTH)
    return { ok: false, code: 'scheme-invalid', at: count };
  if (dedicatedFrom !== null && dedicatedFrom >= 10 ** grid.width)
    return { ok: false, code: 'scheme-invalid', at: count };
  const id = `custom-${segments.map(({ name, width }) => name[0] + String(width)).join('')}${microWidth === 2 ? '' : `-m${microWidth}`}${dedicatedFrom === null ? '' : `-d${dedicatedFrom}`}`;
  return { ok: true, scheme: { id, segments, microWidth, dedicatedFrom } };
}
