/** The total in big figures; each opens its formula with its numbers, and those of now lead to their events. */
import { useSignal } from '@preact/signals';
import type { EventFigures } from '../../../../server/contract/event-statistics.ts';
import { figuresArea, figuresChoice, showEvents } from '../../../state/command/figures.ts';
import { columnOf, type FigureName } from '../../../state/command/figures-columns.ts';
import { eventsOf } from '../../../state/command/figures-links.ts';
import { number } from '../../../state/language.ts';
import { emptyText, figureName, meaningText, numbersText, tf, valueText } from './words.ts';

const SHOWN: readonly FigureName[] = [
  ...(['reported', 'filed', 'handled', 'closed', 'open', 'overdue', 'suspended', 'reworked'] as const),
  ...(['filingRate', 'handlingRate', 'onTimeHandlingRate', 'closingRate', 'onTimeClosingRate'] as const),
  ...(['exactDispatchRate', 'reworkRate', 'duplicateRate'] as const),
  ...(['averageHandlingH', 'averageClosingH', 'per1000Households', 'households'] as const),
];

export function FiguresTotal({ total }: { total: EventFigures }) {
  const explained = useSignal(false);
  return (
    <section class="figures-total">
      <div class="line">
        <h3>{tf('total')}</h3>
        <button
          class="plain"
          type="button"
          aria-pressed={explained.value}
          onClick={() => {
            explained.value = !explained.value;
          }}
        >
          {tf('total.formulas')}
        </button>
      </div>
      <dl class="big-figures" data-explained={explained.value}>
        {SHOWN.map((name) => (
          <Big key={name} name={name} total={total} explained={explained.value} />
        ))}
      </dl>
    </section>
  );
}

function Big({ name, total, explained }: { name: FigureName; total: EventFigures; explained: boolean }) {
  const column = columnOf(name);
  const value = total[name];
  const area = figuresArea.value ?? '';
  const asked = value ? eventsOf(name, { choice: figuresChoice.value, area }) : null;
  const text = valueText(column, value);
  const numbers = numbersText(name, total);
  return (
    <div data-figure={name} data-none={value === null} title={meaningText(name)}>
      <dt>{figureName(name)}</dt>
      <dd>
        {asked === null ? (
          <span class="value">{text}</span>
        ) : (
          <button
            class="value"
            type="button"
            title={tf('events.open', { name: figureName(name), count: number(value ?? 0) })}
            onClick={() => showEvents(asked)}
          >
            {text}
          </button>
        )}
        {value === null && <span class="hint">{emptyText(column)}</span>}
        {explained && (
          <span class="formula">
            {meaningText(name)}
            {numbers !== '' && <b>{numbers}</b>}
          </span>
        )}
      </dd>
    </div>
  );
}
