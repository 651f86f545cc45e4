/** The words of a comparison, and grids by the names people know. Fetched with the Plan workspace. */
import type { ComparedSide, MovedBuilding } from '../../../server/contract/plan-compare.ts';
import { enPlanCompare } from '../../i18n/en-plan-compare.ts';
import { zhPlanCompare } from '../../i18n/zh-plan-compare.ts';
import { areaByCode } from '../areas.ts';
import { areaCodeOf, gridByCode } from '../grids.ts';
import { language, textsOf } from '../language.ts';
import { compared } from './compare.ts';
import type { PairName } from './compare-moves.ts';

export const tc = textsOf(zhPlanCompare, enPlanCompare);

/** Of either side; the code itself when nobody here knows its name. */
export function gridName(code: string | null): string {
  if (code === null) return tc('compare.noGrid');
  const found = compared.value?.grids.find((grid) => grid.code === code);
  return found?.name ?? gridByCode.value.get(code)?.properties.name ?? code;
}

export function communityOf(code: string): string | null {
  const found = compared.value?.grids.find((grid) => grid.code === code && grid.kind !== 'micro');
  if (found) return found.parentCode;
  const grid = gridByCode.value.get(code);
  return grid === undefined ? null : areaCodeOf(grid, gridByCode.value);
}

/** Whether grids are told apart by their community: numbers of grids start anew in each. */
const isWide = (): boolean => (compared.value?.area.length ?? 0) < 12;

const spaced = (first: string, second: string): string => `${first}${language.value === 'en' ? ' ' : ''}${second}`;

function withCommunity(code: string | null, said: string | null): string {
  const community = code === null ? null : communityOf(code);
  const name = community === null || community === said ? undefined : areaByCode.value.get(community)?.name;
  return name === undefined ? gridName(code) : spaced(name, gridName(code));
}

/** 学府社区第4网格 where several communities are compared, else 第4网格. */
export const placedGrid = (code: string | null): string => (isWide() ? withCommunity(code, null) : gridName(code));

/** 学府社区第4网格 → 第7网格 */
export function moveText({ from, to }: PairName): string {
  return `${placedGrid(from)} → ${isWide() ? withCommunity(to, from === null ? null : communityOf(from)) : gridName(to)}`;
}

export const buildingName = ({ address, name, place }: MovedBuilding): string => address ?? name ?? place;

/** Who holds the grid in the edition on the screen; null: nobody, or the grid is not in force. */
export const workerOf = (code: string | null): string | null =>
  (code === null ? null : gridByCode.value.get(code)?.properties.worker?.name) ?? null;

/** As a heading says it: the edition, or the title of the plan. */
export const sideName = ({ title, editionNumber }: ComparedSide): string =>
  title ?? tc('compare.edition', { n: String(editionNumber) });
