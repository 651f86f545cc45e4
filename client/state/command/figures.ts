/** The figures on the screen: what is asked for, what came, and the way from a row to the map and to the list. */
import { computed, effect, signal, untracked } from '@preact/signals';
import type { Role } from '../../../server/contract/access.ts';
import type { EventStatistics } from '../../../server/contract/event-statistics.ts';
import { readEventStatistics, statisticsFile } from '../../api/event-statistics.ts';
import { type ApiError, asApiError, isAbort } from '../../api/request.ts';
import { areaByCode, countyCode } from '../areas.ts';
import { gridByCode } from '../grids.ts';
import { go, parameter, setParams } from '../route.ts';
import { flyTo, isBounds } from '../viewport.ts';
import { mayIn, session } from '../who.ts';
import { showGrid } from './density/choose-grid.ts';
import { type FiguresChoice, formatFigures, parseFigures } from './figures-choice.ts';
import type { EventsAsked } from './figures-links.ts';
import { figuresPeriod, figuresQuery, trendStep } from './figures-query.ts';
import { FIRST_SORT, type FiguresSort, ranksOf, sortRows } from './figures-table.ts';
import { searched } from './list.ts';
import { formatFilter } from './list-filter.ts';
import { commandArea } from './roles.ts';

/** As the service has it: workers see events, not figures. */
const READERS: readonly Role[] = ['viewer', 'dispatcher', 'reviewer', 'auditor'];

/** The widest area of the county whose figures the caller may see; null: none. */
export const figuresReach = computed<string | null>(() => {
  const county = countyCode.value;
  if (county === null) return null;
  if (mayIn(READERS, county)) return county;
  const grant = session.value?.grants.find(
    ({ role, area }) => (role === 'admin' || READERS.includes(role)) && area?.startsWith(county),
  );
  return grant?.area ?? null;
});

const asked = parameter('figures');
export const figuresChoice = computed<FiguresChoice>(() => parseFigures(asked.value));
export const chooseFigures = (change: Partial<FiguresChoice>): void =>
  setParams({ figures: formatFigures({ ...figuresChoice.peek(), ...change }) });

/** Of a part that was chosen here, else of what the command shows. */
export const figuresArea = computed<string | null>(() => {
  const reach = figuresReach.value;
  if (reach === null) return null;
  const { area } = figuresChoice.value;
  if (area?.startsWith(reach) && areaByCode.value.has(area)) return area;
  return commandArea.value?.startsWith(reach) ? commandArea.value : reach;
});

export interface FiguresAnswer {
  readonly table: EventStatistics;
  readonly trend: EventStatistics;
}
export const figures = signal<FiguresAnswer | null>(null);
export const figuresProblem = signal<ApiError | null>(null);
export const figuresLoading = signal(false);
const again = signal(0);
export const readFiguresAgain = (): void => {
  again.value++;
};

export const figuresSort = signal<FiguresSort>(FIRST_SORT);
export const figureRows = computed(() => sortRows(figures.value?.table.rows ?? [], figuresSort.value));
export const figureRanks = computed(() => ranksOf(figureRows.value, figuresSort.value));

/** null: chosen by the length of the period. */
export const trendChoice = signal<'day' | 'month' | null>(null);

/** The file of what is on the screen: asked for by the very times of its answer. */
export const figuresFile = computed(() => {
  const table = figures.value?.table;
  const { kind, grade, channel, way } = figuresChoice.value;
  if (table === undefined) return null;
  const { area, from, to, by } = table;
  return statisticsFile({ area, from, to, by: by.join(','), category: kind, grade, channel, way });
});

async function load(area: string, choice: FiguresChoice, step: 'day' | 'month' | null, signal_: AbortSignal) {
  const now = Date.now();
  const of = { area, now };
  const stepNow = step ?? trendStep(figuresPeriod(choice.period, now));
  figuresLoading.value = true;
  try {
    const [table, trend] = await Promise.all([
      readEventStatistics(figuresQuery(choice, { ...of, by: choice.by }), signal_),
      readEventStatistics(figuresQuery(choice, { ...of, by: [stepNow] }), signal_),
    ]);
    figures.value = { table, trend };
    figuresProblem.value = null;
  } catch (error) {
    if (isAbort(error)) return;
    figures.value = null;
    figuresProblem.value = asApiError(error);
  }
  figuresLoading.value = false;
}

/** For as long as the view is on the screen. */
export function followFigures(): () => void {
  return effect(() => {
    const area = figuresArea.value;
    const choice = figuresChoice.value;
    const step = trendChoice.value;
    again.value;
    if (area === null) return;
    const controller = new AbortController();
    untracked(() => void load(area, choice, step, controller.signal));
    return () => controller.abort();
  });
}

/** The map flies to the grid or area with this code; false: it is on the map no longer. */
export function showPlace(code: string): boolean {
  if (gridByCode.peek().has(code)) {
    showGrid(code);
    return true;
  }
  const box = areaByCode.peek().get(code)?.bbox;
  if (!isBounds(box)) return false;
  flyTo({ bounds: box });
  return true;
}

/** Leaves the figures for the list; the browser's back button leads to them again. */
export function showEvents({ filter, area, text }: EventsAsked): void {
  go('command');
  setParams({ area, show: formatFilter(filter) });
  searched.value = text;
}
