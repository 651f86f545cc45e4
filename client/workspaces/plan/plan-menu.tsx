/** What is done with a plan besides its views. */
import { useRef } from 'preact/hooks';
import type { Plan } from '../../../server/contract/plans.ts';
import { sourcesPath } from '../../state/plan/sources.ts';
import { go } from '../../state/route.ts';
import { Icon } from '../../ui/icon.tsx';
import { tl } from './life-words.ts';
import { printingSheet, SHEET_SIZES } from './sheet/printing.ts';
import '../../theme/plan-menu.css';

export function PlanMenu({ plan: { id, form } }: { plan: Plan }) {
  const menu = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (menu.current) menu.current.open = false;
  };
  const choose = (deed: () => void) => () => {
    close();
    deed();
  };
  return (
    <details
      class="plan-menu"
      ref={menu}
      onFocusOut={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) close();
      }}
    >
      <summary class="plain" aria-label={tl('menu.title')} title={tl('menu.title')}>
        <Icon name="menu" />
      </summary>
      <div class="float">
        {form === 'cells' && (
          <button type="button" onClick={choose(() => go(sourcesPath(id)))}>
            {tl('menu.sources')}
          </button>
        )}
        {(['print', 'picture'] as const).flatMap((as) =>
          SHEET_SIZES.map((size) => (
            <button
              key={`${as} ${size}`}
              type="button"
              onClick={choose(() => {
                printingSheet.value = { size, as };
              })}
            >
              {as === 'print' ? tl('sheet.chooseSize', { size }) : tl('sheet.choosePicture', { size })}
            </button>
          )),
        )}
      </div>
    </details>
  );
}
