/** Which sheets an area makes: itself as one, or one for each of the areas in it; and what its table lists. Pure. */
import type { AreaLevel } from '../../../server/contract/codes.ts';
import type { KioskAtlas } from '../../../server/contract/kiosk.ts';
import { around, type Box } from '../../print/plane.ts';
import type { Ground, GroundGrid } from '../ground.ts';

/** The grids right below one area, by code. */
export interface Part {
  readonly code: string;
  readonly name: string;
  readonly grids: readonly GroundGrid[];
}

export interface AreaSheet {
  readonly code: string;
  readonly level: AreaLevel;
  readonly name: string;
  /** Names of the areas around it, outer ones first. */
  readonly path: readonly string[];
  readonly parts: readonly Part[];
  readonly grids: readonly GroundGrid[];
  readonly box: Box;
}

/** A line of the table: the name of a part, where there are several, or a grid. */
export type Row = { readonly part: Part; readonly grid: null } | { readonly part: Part; readonly grid: GroundGrid };

const LENGTHS: Record<AreaLevel, number> = { county: 6, town: 9, community: 12 };
const LEVELS = ['county', 'town', 'community'] as const;

export const levelOf = (code: string): AreaLevel =>
  LEVELS.find((level) => code.length <= LENGTHS[level]) ?? 'community';

/** The area's own level and those in it. */
export const divisionsOf = (area: string): readonly AreaLevel[] => LEVELS.slice(LEVELS.indexOf(levelOf(area)));

const byCode = (a: { code: string }, b: { code: string }): number => (a.code < b.code ? -1 : Number(a.code > b.code));

/** An area without grids makes no sheet. Micro grids lie on others and are left out. */
export function sheetsOf(atlas: Pick<KioskAtlas, 'area' | 'areas'>, ground: Ground, level: AreaLevel): AreaSheet[] {
  const basic = ground.grids.filter(({ grid }) => grid.kind !== 'micro');
  return atlas.areas
    .filter(({ code }) => levelOf(code) === level && code.startsWith(atlas.area.code))
    .sort(byCode)
    .map(({ code, name }): AreaSheet => {
      const grids = basic.filter(({ grid }) => grid.parent.startsWith(code));
      const path = atlas.areas.filter((area) => area.code !== code && code.startsWith(area.code)).sort(byCode);
      const parts = partsOf(grids, atlas.areas);
      return {
        code,
        level,
        name,
        path: path.map((area) => area.name),
        parts,
        grids,
        box: around(grids.map(({ box }) => box)),
      };
    })
    .filter(({ grids }) => grids.length > 0);
}

function partsOf(grids: readonly GroundGrid[], areas: KioskAtlas['areas']): readonly Part[] {
  return [...new Set(grids.map(({ grid }) => grid.parent))]
    .map((code) => ({
      code,
      name: areas.find((area) => area.code === code)?.name ?? code,
      grids: grids.filter(({ grid }) => grid.parent === code).sort((a, b) => byCode(a.grid, b.grid)),
    }))
    .sort(byCode);
}

export const rowsOf = ({ parts }: AreaSheet): readonly Row[] =>
  parts.flatMap((part): Row[] => [
    ...(parts.length > 1 ? [{ part, grid: null }] : []),
    ...part.grids.map((grid) => ({ part, grid })),
  ]);

/** Digits that tell the grids of one part apart: what all codes begin with is left out, but three digits stay. */
export function shortCodes({ grids }: Part): ReadonlyMap<string, string> {
  const codes = grids.map(({ grid }) => grid.code);
  const [first = ''] = codes;
  let same = 0;
  while (same < first.length && codes.every((code) => code[same] === first[same])) same++;
  return new Map(codes.map((code) => [code, code.slice(Math.min(same, Math.max(0, code.length - 3)))]));
}
