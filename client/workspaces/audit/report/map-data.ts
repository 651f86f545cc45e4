/** What the map of a report is drawn of: the grids that were checked, or the shapes of a file, with the border of the area. */
import type { CoverageReport, Finding } from '../../../../server/contract/coverage.ts';
import type { Surface } from '../../../../server/contract/geometry.ts';
import type { GridFeature } from '../../../../server/contract/grids.ts';
import { gridPages } from '../../../api/atlas.ts';
import { readMapReview } from '../../../api/map-review.ts';
import { isSurface } from '../../../map/layers/findings-shapes.ts';
import { type Coded, type Land, landOf } from '../../../print/land.ts';
import { boundaries } from '../../../state/areas.ts';
import { checkedShapes } from '../../../state/audit-file.ts';
import { isAccepted, listed, PLAIN_LIST } from '../../../state/audit-list.ts';
import { asOf } from '../../../state/editions.ts';
import { grids } from '../../../state/grids.ts';

export interface ReportMap {
  readonly land: Land;
  /** Of each shape, what is written on it. */
  readonly names: readonly string[];
  /** Of each, the code of the area right above; empty in a file. */
  readonly parents: readonly string[];
  readonly border: Surface | null;
  readonly review: string | null;
}

export const isOfFile = ({ area }: CoverageReport): boolean => area.code === '';

/** As the table numbers them. */
export const numbered = ({ findings }: CoverageReport): readonly Finding[] => listed(findings, PLAIN_LIST);
export const accepted = ({ findings }: CoverageReport): readonly Finding[] => findings.filter(isAccepted);

/** Null when there is nothing to draw. */
export async function reportMap(report: CoverageReport, abort: AbortSignal): Promise<ReportMap | null> {
  const isFile = isOfFile(report);
  const [coded, review] = await Promise.all([
    isFile ? shapesOfFile() : gridsOf(report.area.code, abort),
    isFile ? null : readMapReview(report.area.code, abort),
  ]);
  if (coded.length === 0) return null;
  const border = boundaries.peek().get(report.area.code)?.boundary ?? null;
  const land = landOf(coded, border === null ? [] : [border]);
  return { land, names: coded.map(({ name }) => name), parents: coded.map(({ parent }) => parent), border, review };
}

type Named = Coded & { readonly name: string; readonly parent: string };

const shapesOfFile = (): Named[] =>
  checkedShapes.peek().features.flatMap(({ geometry, properties }, i) => {
    if (!isSurface(geometry)) return [];
    const name = String(properties?.code ?? i + 1);
    return [{ code: `${i} ${name}`, name, parent: '', geometry: geometry as unknown as Surface }];
  });

/** The map has boxes only where it draws from tiles: the shapes are asked for then. */
async function gridsOf(area: string, abort: AbortSignal): Promise<Named[]> {
  const { features, boxes } = grids.peek();
  const known: GridFeature[] = [];
  if (boxes) for await (const page of gridPages(area, asOf.peek(), 'exact', abort)) known.push(...page);
  else known.push(...features.filter(({ properties }) => properties.parentCode?.startsWith(area)));
  return known
    .filter(({ properties }) => properties.kind !== 'micro')
    .map(({ properties: { code, parentCode }, geometry }) => ({
      code,
      name: parentCode !== null && code.startsWith(parentCode) ? code.slice(parentCode.length) || code : code,
      parent: parentCode ?? '',
      geometry,
    }));
}
