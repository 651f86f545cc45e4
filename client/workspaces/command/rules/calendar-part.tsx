/** The work calendar of a year, changed as a whole and then saved; years that are not loaded are warned of. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { CalendarYear } from '../../../../server/contract/event-rules.ts';
import { announce } from '../../../state/announce.ts';
import { monthsOf, withDay, workdaysOf } from '../../../state/command/rules-calendar.ts';
import { calendars, mayEditRules, readYears, ruleBusy, saveYear } from '../../../state/command/rules-edit.ts';
import { dateOf } from '../../../state/command/time/period.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { DayForm } from './day-form.tsx';
import { OfficeHours } from './office-hours.tsx';
import { tr } from './words.ts';
import { YearMonths } from './year-months.tsx';

export function CalendarPart() {
  const present = Number(dateOf(Date.now()).slice(0, 4));
  const year = useSignal(present);
  const years = [present - 1, present, present + 1];
  useEffect(() => {
    void readYears(years);
  }, []);
  const missing = [present, present + 1].filter((one) => calendars.value.get(one)?.known === false);
  const shown = calendars.value.get(year.value);
  return (
    <section class="rules-part">
      {missing.map((one) => (
        <p key={one} class="note warn">
          {tr('year.missing', { year: String(one) })}
        </p>
      ))}
      <Segmented
        label={tr('year')}
        value={String(year.value)}
        onChoose={(next) => {
          year.value = Number(next);
        }}
        choices={years.map((one) => ({ value: String(one), label: tr('year.of', { year: String(one) }) }))}
      />
      {shown === undefined ? <p class="hint">{tr('loading')}</p> : <YearForm key={shown.year} shown={shown} />}
    </section>
  );
}

function YearForm({ shown }: { shown: CalendarYear }) {
  const days = useSignal(shown.days);
  const office = useSignal(shown.office);
  const chosen = useSignal<string | null>(null);
  const mayEdit = mayEditRules.value;
  const months = monthsOf(shown.year, days.value);
  const changed = days.value !== shown.days || office.value !== shown.office;
  return (
    <>
      {shown.known && shown.area === null && <p class="hint">{tr('year.shared')}</p>}
      <p class="hint">{tr('year.workdays', { count: workdaysOf(months) })}</p>
      <ul class="calendar-legend">
        {(['work', 'rest', 'holiday', 'make-up'] as const).map((kind) => (
          <li key={kind}>
            <span class="day-sample" data-kind={kind}>
              {kind === 'holiday' || kind === 'make-up' ? tr(`day.mark.${kind}`) : ''}
            </span>
            {tr(`day.${kind}`)}
          </li>
        ))}
      </ul>
      {mayEdit && chosen.value !== null && (
        <DayForm
          key={chosen.value}
          date={chosen.value}
          day={days.value.find(({ date }) => date === chosen.value) ?? null}
          onSet={(as) => {
            if (chosen.value !== null) days.value = [...withDay(days.value, chosen.value, as)];
            chosen.value = null;
          }}
          onClose={() => {
            chosen.value = null;
          }}
        />
      )}
      <YearMonths
        months={months}
        chosen={chosen.value}
        onChoose={
          mayEdit
            ? (date) => {
                chosen.value = date;
              }
            : null
        }
      />
      <OfficeHours
        office={office.value}
        onChange={
          mayEdit
            ? (next) => {
                office.value = next;
              }
            : null
        }
      />
      {mayEdit && (
        <div class="line">
          <button
            class="button primary"
            type="button"
            disabled={ruleBusy.value || (shown.known && !changed)}
            onClick={async () => {
              const body = office.value === shown.office ? {} : { office: office.value };
              if (!(await saveYear(shown.year, { days: days.value, ...body }))) return;
              const saved = calendars.peek().get(shown.year);
              if (saved) {
                days.value = saved.days;
                office.value = saved.office;
              }
              announce(tr('saved'));
            }}
          >
            {tr('save')}
          </button>
          {changed && <p class="hint">{tr('year.unsaved')}</p>}
        </div>
      )}
    </>
  );
}
