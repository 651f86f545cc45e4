/** Everything a plan sheet shows, read and drawn before it is printed. */
import type { PlanComparison } from '../../../../server/contract/plan-compare.ts';
import type { PlanStepRow } from '../../../../server/contract/plan-life.ts';
import type { OutsideGrid } from '../../../../server/contract/plan-publish.ts';
import type { Plan } from '../../../../server/contract/plans.ts';
import { readMapReview } from '../../../api/map-review.ts';
import { readPublishPreview, readSteps } from '../../../api/plan-life.ts';
import { readPlanGrids } from '../../../api/plan-map.ts';
import { type Land, landOf } from '../../../print/land.ts';
import { shapeOf } from '../../../print/plane.ts';
import { shapePath } from '../../../print/shape-path.ts';
import { boundsOf } from '../../../state/bounds-of.ts';
import { gridByCode } from '../../../state/grids.ts';
import { readBands } from '../../../state/plan/new-plan.ts';
import { codeOf, type PlanGrid, readChange } from '../../../state/plan/plan-map.ts';
import { coloured, type SheetRow, sheetRows } from '../../../state/plan/sheet-rows.ts';

export interface SheetData {
  readonly rows: readonly SheetRow[];
  readonly comparison: PlanComparison;
  readonly steps: readonly PlanStepRow[];
  /** Grids outside their standard, with why; of a published plan its edition keeps them. */
  readonly outside: readonly OutsideGrid[];
  /** The grids of the plan, in the order of the rows. */
  readonly land: Land;
  /** Of the rows, numbers that keep neighbours apart. */
  readonly colours: readonly number[];
  /** Grids around them, as one path on the plane of the land. */
  readonly around: string;
  readonly review: string | null;
}

export async function sheetData(plan: Plan, abort: AbortSignal): Promise<SheetData> {
  const [grids, comparison, bands, { steps }, outside, review] = await Promise.all([
    readPlanGrids(plan.id, abort),
    readChange(plan, abort),
    readBands(abort),
    readSteps(plan.id, abort),
    plan.state === 'published' ? [] : readPublishPreview(plan.id, abort).then((preview) => preview.outside),
    readMapReview(plan.area, abort),
  ]);
  const rows = sheetRows({ plan, grids, comparison, standing: gridByCode.peek(), bands });
  const land = landOf(rows);
  const colours = coloured(rows, ({ geometry }) => boundsOf(geometry));
  return { rows, comparison, steps, outside, land, colours, around: aroundOf(grids, rows, land), review };
}

function aroundOf(grids: readonly PlanGrid[], rows: readonly SheetRow[], { pointOf }: Land): string {
  const own = new Set(rows.map(({ code }) => code));
  return grids
    .filter((grid) => grid.properties.kind !== 'micro' && !own.has(codeOf(grid)))
    .map(({ geometry }) => shapePath(shapeOf(geometry, pointOf)))
    .join('');
}
