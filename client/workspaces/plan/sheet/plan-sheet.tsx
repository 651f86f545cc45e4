/**
 * The plan on paper: the map with its legend, scale and north, what changes in numbers, the table of grids, the list of
 * changes and lines to sign on. It is on the page only while the browser prints it.
 */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Plan } from '../../../../server/contract/plans.ts';
import { asApiError, isAbort } from '../../../api/request.ts';
import { basesOn } from '../../../print/base-lines.tsx';
import { sceneOf } from '../../../print/land.ts';
import { pictureOf } from '../../../print/picture.ts';
import { announce } from '../../../state/announce.ts';
import { areaByCode, boundaries } from '../../../state/areas.ts';
import { base } from '../../../state/base.ts';
import { problemText } from '../../../state/language.ts';
import { saveFile } from '../../../ui/save-file.ts';
import { tl } from '../life-words.ts';
import { MAP_FRAME, PAGE, type Printing, printingSheet } from './printing.ts';
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

export function PlanSheet({ plan, printing }: { plan: Plan; printing: Printing }) {
  const data = useSignal<SheetData | null>(null);
  const refused = useSignal<string | null>(null);
  const refuse = (text: string) => {
    refused.value = text;
    announce(text);
  };
  useEffect(() => {
    const controller = new AbortController();
    announce(tl('sheet.making'));
    sheetData(plan, controller.signal).then(
      (made) => {
        if (!controller.signal.aborted) data.value = made;
      },
      (error: unknown) => {
        if (isAbort(error)) return;
        const { code, params } = asApiError(error);
        refuse(tl('sheet.failed', { reason: problemText(code, params, 'problem.other') }));
      },
    );
    window.addEventListener('afterprint', close);
    return () => {
      controller.abort();
      window.removeEventListener('afterprint', close);
    };
  }, [plan.id]);
  const isWaiting = data.value === null || printing.as === 'picture' || refused.value !== null;
  return (
    <>
      {isWaiting && (
        <div class={`sheet-wait float ${refused.value === null ? '' : 'bad'}`} role="status">
          <span>{refused.value ?? tl('sheet.making')}</span>
          <button class="button" type="button" onClick={close}>
            {tl('sheet.close')}
          </button>
        </div>
      )}
      {data.value !== null && (
        <Paper {...{ plan, printing }} data={data.value} onNoPicture={() => refuse(tl('sheet.noPicture'))} />
      )}
    </>
  );
}

interface PaperProps {
  readonly plan: Plan;
  readonly printing: Printing;
  readonly data: SheetData;
  readonly onNoPicture: () => void;
}

function Paper({ plan, printing: { size, as }, data, onNoPicture }: PaperProps) {
  const area = areaByCode.value.get(plan.area)?.name ?? plan.area;
  const paper = useRef<HTMLElement>(null);
  const scene = useMemo(
    () => sceneOf(data.land, MAP_FRAME[size], base.peek(), boundaries.peek().values()),
    [data, size],
  );
  useEffect(() => {
    if (as === 'print') {
      // after the page has been laid out
      requestAnimationFrame(() => requestAnimationFrame(() => window.print()));
      return;
    }
    const file = `plan-${plan.area}-${plan.id}-${size.toLowerCase()}.png`;
    pictureOf(paper.current!, PAGE[size]).then((picture) => {
      saveFile(file, 'image/png', picture);
      announce(tl('sheet.pictureDone', { file }));
      close();
    }, onNoPicture);
  }, []);
  return (
    <article ref={paper} class={`plan-sheet ${size.toLowerCase()}`} lang={document.documentElement.lang}>
      <section class="first">
        <header>
          <h1>{tl('sheet.title', { area })}</h1>
          <p>
            {plan.title}
            {plan.state !== 'approved' && plan.state !== 'published' && <em> {tl('sheet.draft')}</em>}
          </p>
        </header>
        <SheetMap {...{ data, scene, size }} />
        <SheetFacts {...{ plan, data }} bases={basesOn(scene.base, scene.paper.scale)} />
        <div class="signatures">
          {(['planner', 'reviewer', 'approver', 'unit', 'day'] as const).map((who) => (
            <p key={who}>
              <span>{tl(`sheet.sign.${who}`)}</span>
              <span class="line" />
            </p>
          ))}
        </div>
      </section>
      {as === 'print' && (
        <>
          <SheetGrids rows={data.rows} state={plan.state} />
          <SheetOutside grids={data.outside} />
          <SheetChanges comparison={data.comparison} />
        </>
      )}
    </article>
  );
}
