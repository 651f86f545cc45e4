/** Grids and areas by the names people know: numbered grids are told apart by their community. */
import type { Finding } from '../../../server/contract/coverage.ts';
import { areaByCode, scope } from '../../state/areas.ts';
import { areaCodeOf, gridByCode } from '../../state/grids.ts';
import { language } from '../../state/language.ts';

/** The name of a grid or an area; the code itself when nobody here knows it. */
export const nameOf = (code: string): string =>
  gridByCode.value.get(code)?.properties.name ?? areaByCode.value.get(code)?.name ?? code;

export const listText = (names: readonly string[]): string => names.join(language.value === 'en' ? ', ' : '、');

function communityOf(code: string): string | null {
  const grid = gridByCode.value.get(code);
  return grid === undefined ? null : areaCodeOf(grid, gridByCode.value);
}

/**
 * Several grids in one line, the community before the first of each: 学府社区第4网格、第7网格. The community on the screen
 * is not said.
 */
export function gridNames(codes: readonly string[]): string {
  let said = scope.value?.code ?? null;
  return listText(
    codes.map((code) => {
      const community = communityOf(code);
      const isNew = community !== null && community !== said && areaByCode.value.get(community)?.level === 'community';
      said = community;
      if (!isNew) return nameOf(code);
      return `${nameOf(community)}${language.value === 'en' ? ' ' : ''}${nameOf(code)}`;
    }),
  );
}

/** The grids involved, as many as fit a line. */
export const gridsText = ({ grids }: Finding, most = 3): string =>
  `${gridNames(grids.slice(0, most))}${grids.length > most ? '…' : ''}`;
