/**
 * The plan on paper: the map with its legend, scale and north, what changes in numbers, the table of grids, the list of
 * changes and lines to sign on. It is on the page only while the browser prints it.
 */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Plan } from '../../../../server/contract/plans.ts';
import { asApiError, isAbort } from '../../../api/request.ts';
import { announce } from '../../../state/announce.ts';
import { areaByCode } from '../../../state/areas.ts';
import { problemText } from '../../../state/language.ts';
import { tl } from '../life-words.ts';
import { printingSheet, type SheetSize } from './printing.ts';
import { SheetChanges } from './sheet-changes.tsx';
import { type SheetData, sheetData } from './sheet-data.ts';
import { SheetFacts } from './sheet-facts.tsx';
import { SheetGrids } from './sheet-grids.tsx';
import { SheetMap } from './sheet-map.tsx';
import { SheetOutside } from './sheet-outside.tsx';
import '../../../theme/plan-sheet.css';

const close = () => {
  printingSheet.value = null;
};

export function PlanSheet({ plan, size }: { plan: Plan; size: SheetSize }) {
  const data = useSignal<SheetData | null>(null);
  const refused = useSignal<string | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    announce(tl('sheet.making'));
    sheetData(plan, size, controller.signal).then(
      (made) => {
        if (!controller.signal.aborted) data.value = made;
      },
      (error: unknown) => {
        if (isAbort(error)) return;
        const { code, params } = asApiError(error);
        refused.value = tl('sheet.failed', { reason: problemText(code, params, 'problem.other') });
        announce(refused.value);
      },
    );
    window.addEventListener('afterprint', close);
    return () => {
      controller.abort();
      window.removeEventListener('afterprint', close);
    };
  }, [plan.id, size]);
  if (data.value === null) {
    return (
      <div class={`sheet-wait float ${refused.value === null ? '' : 'bad'}`} role="status">
        <span>{refused.value ?? tl('sheet.making')}</span>
        <button class="button" type="button" onClick={close}>
          {tl('sheet.close')}
        </button>
      </div>
    );
  }
  return <Paper plan={plan} size={size} data={data.value} />;
}

function Paper({ plan, size, data }: { plan: Plan; size: SheetSize; data: SheetData }) {
  const area = areaByCode.value.get(plan.area)?.name ?? plan.area;
  // the image is decoded before the browser takes its picture of the page
  const ready = () => requestAnimationFrame(() => requestAnimationFrame(() => window.print()));
  useEffect(() => {
    if (data.image === null) ready();
  }, []);
  return (
    <article class={`plan-sheet ${size.toLowerCase()}`} lang={document.documentElement.lang}>
      <section class="first">
        <header>
          <h1>{tl('sheet.title', { area })}</h1>
          <p>
            {plan.title}
            {plan.state !== 'approved' && plan.state !== 'published' && <em> {tl('sheet.draft')}</em>}
          </p>
        </header>
        <SheetMap data={data} size={size} onDrawn={ready} />
        <SheetFacts plan={plan} data={data} />
        <div class="signatures">
          {(['planner', 'reviewer', 'approver', 'unit', 'day'] as const).map((who) => (
            <p key={who}>
              <span>{tl(`sheet.sign.${who}`)}</span>
              <span class="line" />
            </p>
          ))}
        </div>
      </section>
      <SheetGrids rows={data.rows} state={plan.state} />
      <SheetOutside grids={data.outside} />
      <SheetChanges comparison={data.comparison} />
    </article>
  );
}
