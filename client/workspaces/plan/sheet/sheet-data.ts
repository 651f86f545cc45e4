/** Everything a plan sheet shows, read and drawn before it is printed. */
import type { PlanComparison } from '../../../../server/contract/plan-compare.ts';
import type { PlanStepRow } from '../../../../server/contract/plan-life.ts';
import type { OutsideGrid } from '../../../../server/contract/plan-publish.ts';
import type { Plan } from '../../../../server/contract/plans.ts';
import { readPublishPreview, readSteps } from '../../../api/plan-life.ts';
import { readPlanGrids } from '../../../api/plan-map.ts';
import type { SheetGrid } from '../../../map/layers/plan-sheet.ts';
import { type PaperScale, paperScale } from '../../../map/paper-scale.ts';
import { areaByCode, boundaries } from '../../../state/areas.ts';
import { base } from '../../../state/base.ts';
import { boundsOf } from '../../../state/bounds-of.ts';
import { gridByCode } from '../../../state/grids.ts';
import { number } from '../../../state/language.ts';
import { readBands } from '../../../state/plan/new-plan.ts';
import { codeOf, type PlanGrid, readChange } from '../../../state/plan/plan-map.ts';
import { coloured, type SheetRow, sheetRows } from '../../../state/plan/sheet-rows.ts';
import { type Bounds, isBounds } from '../../../state/viewport.ts';
import { MAP_FRAME, type SheetSize } from './printing.ts';

export interface SheetData {
  readonly rows: readonly SheetRow[];
  readonly comparison: PlanComparison;
  readonly steps: readonly PlanStepRow[];
  /** Grids outside their standard, with why; of a published plan its edition keeps them. */
  readonly outside: readonly OutsideGrid[];
  readonly paper: PaperScale;
  /** A data address; null: no map can be drawn here. */
  readonly image: string | null;
}

const MM_PER_CSS_PX = 25.4 / 96;
/** 240 dots an inch. */
const DOTS = 2.5;

export async function sheetData(plan: Plan, size: SheetSize, abort: AbortSignal): Promise<SheetData> {
  const [grids, comparison, bands, { steps }, outside] = await Promise.all([
    readPlanGrids(plan.id, abort),
    readChange(plan, abort),
    readBands(abort),
    readSteps(plan.id, abort),
    plan.state === 'published' ? [] : readPublishPreview(plan.id, abort).then((preview) => preview.outside),
  ]);
  const rows = sheetRows({ plan, grids, comparison, standing: gridByCode.peek(), bands });
  const paper = paperScale(boxOf(plan.area, rows), MAP_FRAME[size]);
  return { rows, comparison, steps, outside, paper, image: await draw(rows, grids, comparison, paper, size) };
}

function boxOf(area: string, rows: readonly SheetRow[]): Bounds {
  const known = areaByCode.peek().get(area)?.bbox;
  const box = isBounds(known) ? known : null;
  const all = rows.flatMap(({ geometry }) => boundsOf(geometry) ?? []);
  if (all.length === 0) return box ?? [0, 0, 1, 1];
  const at = (side: number) => all.filter((_, i) => i % 4 === side);
  return [Math.min(...at(0)), Math.min(...at(1)), Math.max(...at(2)), Math.max(...at(3))];
}

/** Smaller grids have room for a number only. */
const ROOM_FOR_TWO_LINES_MM = 9;

/** What a code has beyond its community, and the households where there is room. */
const labelOf = ({ code, households }: SheetRow, twoLines: boolean): string => {
  const short = code.length > 12 ? code.slice(12) : code;
  return twoLines ? `${short}\n${households === null ? '?' : number(households)}` : short;
};

/** Side of a square as large as the middle one of the grids, on paper. */
function middleSideMm(rows: readonly SheetRow[], scale: number): number {
  const areas = rows.map(({ areaM2 }) => areaM2).sort((a, b) => a - b);
  return (Math.sqrt(areas[areas.length >> 1] ?? 0) * 1000) / scale;
}

async function draw(
  rows: readonly SheetRow[],
  all: readonly PlanGrid[],
  { borders: { old } }: PlanComparison,
  paper: PaperScale,
  size: SheetSize,
): Promise<string | null> {
  const [{ mapImage }, { sheetStyle, SHEET_IMAGES }] = await Promise.all([
    import('../../../map/map-image.ts'),
    import('../../../map/layers/plan-sheet.ts'),
  ]);
  const own = new Set(rows.map(({ code }) => code));
  const colours = coloured(rows, ({ geometry }) => boundsOf(geometry));
  const side = middleSideMm(rows, paper.scale);
  const drawn: SheetGrid[] = rows.map((row, i) => ({
    ...row,
    label: labelOf(row, side >= ROOM_FOR_TWO_LINES_MM),
    colour: colours[i]!,
    own: true,
  }));
  const around = all
    .filter((grid) => grid.properties.kind !== 'micro' && !own.has(codeOf(grid)))
    .map((grid): SheetGrid => {
      const code = codeOf(grid);
      const colour = gridByCode.peek().get(code)?.properties.colour ?? 0;
      return { code, label: '', colour, change: 'none', own: false, geometry: grid.geometry };
    });
  const { width, height } = MAP_FRAME[size];
  return mapImage({
    style: sheetStyle({
      base: base.peek(),
      borders: [...boundaries.peek().values()],
      grids: [...around, ...drawn],
      old,
      textSize: Math.min(10, Math.max(5.5, side)),
    }),
    images: SHEET_IMAGES,
    center: paper.center,
    zoom: paper.zoom,
    width: Math.round(width / MM_PER_CSS_PX),
    height: Math.round(height / MM_PER_CSS_PX),
    pixelRatio: DOTS,
  });
}
