/**
 * Under which area a grid stands: as the file says, else as its code says, else where it lies. Areas come from the county's
 * register; where communities are loaded a code must name one of them.
 */
import type { AreaLevel, CodeScheme } from '../contract/codes.ts';
import { GridIndex } from '../geometry/grid-index.ts';
import { decodeHex, decodeMultiPolygon } from '../geometry/wkb.ts';
import { areaOfCode, FREE } from '../grids/code.ts';
import { type GridDraft, refuseDraft } from './grid-draft.ts';
import type { Report } from './report.ts';

export interface AreaShape {
  code: string;
  level: AreaLevel;
  /** Hex WKB in degrees. */
  shape: string;
}

const DEEPEST_FIRST: readonly AreaLevel[] = ['community', 'town', 'county'];

/** The deepest area with a boundary around a point, by the border rule. */
export class AreaFinder {
  readonly #levels: { codes: string[]; index: GridIndex }[];

  constructor(shapes: readonly AreaShape[]) {
    this.#levels = DEEPEST_FIRST.map((level) => {
      const own = shapes.filter((one) => one.level === level).sort((a, b) => (a.code < b.code ? -1 : 1));
      return {
        codes: own.map(({ code }) => code),
        index: GridIndex.build(own.map(({ shape }) => decodeMultiPolygon(decodeHex(shape)))),
      };
    });
  }

  get empty(): boolean {
    return this.#levels.every(({ codes }) => codes.length === 0);
  }

  at(x: number, y: number): string | null {
    for (const { codes, index } of this.#levels) {
      const found = index.locateFirst(x, y);
      if (found >= 0) return codes[found]!;
    }
    return null;
  }
}

/** Sets the parent of basic and dedicated grids, or refuses them. `areas`: the codes of the county's areas. */
export function findParents(
  drafts: readonly GridDraft[],
  scheme: CodeScheme,
  county: string,
  areas: ReadonlySet<string>,
  finder: AreaFinder,
  report: Report,
): GridDraft[] {
  const withCommunities = [...areas].some((code) => code.length === 12);
  return drafts.filter((draft) => {
    const found = parentOf(draft, scheme, county, areas, finder);
    if (typeof found !== 'string') {
      refuseDraft(report, draft, found.code, found.params);
      return false;
    }
    draft.parentCode = found;
    if (withCommunities && found.length < 12) {
      report.note({
        row: draft.row,
        code: 'parent-not-community',
        params: { parentCode: found },
        key: draft.code,
        at: draft.at,
      });
    }
    return true;
  });
}

type Refusal = { code: string; params: Record<string, unknown> };

function parentOf(
  draft: GridDraft,
  scheme: CodeScheme,
  county: string,
  areas: ReadonlySet<string>,
  finder: AreaFinder,
): string | Refusal {
  const unknown = (parentCode: string): Refusal =>
    parentCode.startsWith(county)
      ? { code: 'parent-unknown', params: { parentCode } }
      : { code: 'code-of-other-county', params: { county, parentCode } };
  if (draft.parentCode !== '') return areas.has(draft.parentCode) ? draft.parentCode : unknown(draft.parentCode);
  const named = draft.code === '' || scheme.id === FREE.id ? null : areaOfCode(scheme, draft.code);
  if (named === null) return finder.at(draft.x, draft.y) ?? county;
  for (let length = named.length; length >= 6; length -= 3) {
    const prefix = named.slice(0, length);
    if (!areas.has(prefix)) continue;
    const register =
      length < named.length && [...areas].some((code) => code.length === length + 3 && code.startsWith(prefix));
    return register ? unknown(named) : prefix;
  }
  return unknown(named);
}
