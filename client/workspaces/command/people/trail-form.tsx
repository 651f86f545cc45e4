/** The reason for looking at one worker's trail, and the period; says that it is written down and that the worker sees it. */
import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { Trail } from '../../../../server/contract/positions.ts';
import { announce } from '../../../state/announce.ts';
import { ahead } from '../../../state/command/clock.ts';
import { dayOf } from '../../../state/command/people/roll-call.ts';
import {
  askTrail,
  REASON_LEAST,
  REASON_MOST,
  type TrailFor,
  trailBusy,
  trailForm,
  trailProblem,
} from '../../../state/command/people/trail.ts';
import { problemText } from '../../../state/language.ts';
import { flyTo } from '../../../state/viewport.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { localInput, momentOfInput } from '../local-input.ts';
import { tp } from './people-words.ts';

const HOUR_MS = 3_600_000;
const MOST_MS = 31 * 24 * HOUR_MS;
const PERIODS = ['hour', 'today', 'yesterday'] as const;
type Period = (typeof PERIODS)[number];

const startOf = (at: number): number => Date.parse(`${dayOf(at)}T00:00:00+08:00`);
export function periodOf(period: Period, now: number): { from: string; to: string } {
  const today = startOf(now);
  const [from, to] =
    period === 'hour' ? [now - HOUR_MS, now] : period === 'today' ? [today, now] : [today - 24 * HOUR_MS, today];
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

/** Null: it can be sent. */
export function faultOf(reason: string, from: string | undefined, to: string | undefined): 'reason' | 'period' | null {
  const span = from === undefined || to === undefined ? 0 : Date.parse(to) - Date.parse(from);
  if (span <= 0 || span > MOST_MS) return 'period';
  return [...reason.trim()].length < REASON_LEAST ? 'reason' : null;
}

function showTrail({ lon, lat, name }: Trail): void {
  announce(tp('spoken.trail', { name, count: lon.length }));
  if (lon.length === 0) return;
  const [west, south, east, north] = [Math.min(...lon), Math.min(...lat), Math.max(...lon), Math.max(...lat)];
  flyTo({ bounds: [west, south, east, north], maxZoom: 17 });
}

export function TrailFormView({ who }: { who: TrailFor }) {
  const period = useSignal<Period | null>('today');
  const times = useSignal<{ from: string | undefined; to: string | undefined }>(
    periodOf('today', Date.now() + ahead.peek()),
  );
  const reason = useSignal('');
  const isAsked = useSignal(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => field.current?.focus(), []);
  const fault = faultOf(reason.value, times.value.from, times.value.to);
  const send = async () => {
    isAsked.value = true;
    const { from, to } = times.peek();
    if (fault !== null || from === undefined || to === undefined) {
      if (fault === 'reason') field.current?.focus();
      return;
    }
    const found = await askTrail(who.worker, { from, to, reason: reason.peek().trim() });
    if (found !== null) showTrail(found);
  };
  const close = () => {
    trailForm.value = null;
  };
  return (
    <form
      class="trail-form"
      aria-label={tp('trail.title', { name: who.name })}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <h3>{tp('trail.title', { name: who.name })}</h3>
      <p class="note warn">{tp('trail.told')}</p>
      <Segmented
        label={tp('trail.period')}
        value={period.value}
        onChoose={(next) => {
          period.value = next;
          times.value = periodOf(next, Date.now() + ahead.peek());
        }}
        choices={PERIODS.map((value) => ({ value, label: tp(`trail.${value}`) }))}
      />
      <div class="pairs">
        {(['from', 'to'] as const).map((end) => (
          <div class="field" key={end}>
            <label for={`${id}${end}`}>{tp(`trail.${end}`)}</label>
            <input
              id={`${id}${end}`}
              class="input"
              type="datetime-local"
              name={end}
              value={times.value[end] === undefined ? '' : localInput(times.value[end])}
              onInput={(event) => {
                period.value = null;
                times.value = { ...times.peek(), [end]: momentOfInput(event.currentTarget.value) };
              }}
            />
          </div>
        ))}
      </div>
      <div class="field">
        <label for={id}>{tp('trail.reason', { least: REASON_LEAST })}</label>
        <textarea
          id={id}
          ref={field}
          class="input"
          name="reason"
          rows={2}
          maxLength={REASON_MOST}
          aria-required="true"
          aria-invalid={isAsked.value && fault === 'reason'}
          value={reason.value}
          onInput={(event) => {
            reason.value = event.currentTarget.value;
          }}
        />
      </div>
      {isAsked.value && fault !== null && (
        <p class="note bad" role="alert">
          {tp(`trail.fault.${fault}`, { least: REASON_LEAST })}
        </p>
      )}
      {trailProblem.value !== null && (
        <p class="note bad" role="alert">
          {problemText(trailProblem.value.code, trailProblem.value.params, 'problem.other')}
        </p>
      )}
      <div class="line">
        <button class="button primary" type="submit" disabled={trailBusy.value}>
          {tp(trailBusy.value ? 'trail.sending' : 'trail.confirm')}
        </button>
        <button class="button" type="button" onClick={close}>
          {tp('trail.cancel')}
        </button>
      </div>
    </form>
  );
}
