/** Fields of the forms of rules: a text, a number, one of a few, a time limit. */
import type { ClockName, TimeLimit, TimeUnit } from '../../../../server/contract/event-rules.ts';
import { cardNamed } from '../card-words.ts';
import { tr } from './words.ts';

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly disabled?: boolean;
  readonly pattern?: string;
  readonly most?: number;
}

export const TextField = ({ label, value, onInput, disabled, pattern, most = 40 }: TextProps) => (
  <label class="field">
    <span class="label">{label}</span>
    <input
      class="input"
      required
      maxLength={most}
      {...{ value, disabled, pattern }}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
  </label>
);

interface NumberProps {
  readonly label: string;
  readonly value: number;
  readonly onInput: (value: number) => void;
  readonly min: number;
  readonly max: number;
  readonly disabled?: boolean;
}

export const NumberField = ({ label, value, onInput, min, max, disabled }: NumberProps) => (
  <label class="field">
    <span class="label">{label}</span>
    <input
      class="input"
      type="number"
      step="any"
      required
      {...{ min, max, disabled }}
      value={Number.isNaN(value) ? '' : value}
      onInput={(event) => onInput(event.currentTarget.valueAsNumber)}
    />
  </label>
);

interface OneOfProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly choices: readonly { readonly value: V; readonly label: string }[];
  readonly onChoose: (value: V) => void;
  readonly disabled?: boolean;
}

export const OneOf = <V extends string>({ label, value, choices, onChoose, disabled }: OneOfProps<V>) => (
  <label class="field">
    <span class="label">{label}</span>
    <select class="input" {...{ value, disabled }} onChange={(event) => onChoose(event.currentTarget.value as V)}>
      {choices.map((one) => (
        <option key={one.value} value={one.value}>
          {one.label}
        </option>
      ))}
    </select>
  </label>
);

const UNITS: readonly TimeUnit[] = ['emergency-hour', 'working-hour', 'working-day', 'calendar-day'];
export const CLOCK_NAMES: readonly ClockName[] = ['dispatch', 'handle', 'verify'];

interface LimitProps {
  readonly clock: ClockName;
  readonly value: TimeLimit;
  readonly onInput: (value: TimeLimit) => void;
  readonly disabled?: boolean;
}

export const LimitField = ({ clock, value, onInput, disabled }: LimitProps) => (
  <div class="limit-field">
    <span class="label" aria-hidden="true">
      {cardNamed('clock', clock)}
    </span>
    <input
      class="input"
      type="number"
      step="any"
      min={0.01}
      max={1000}
      required
      disabled={disabled}
      aria-label={tr('limit.amount', { clock: cardNamed('clock', clock) })}
      value={Number.isNaN(value.amount) ? '' : value.amount}
      onInput={(event) => onInput({ ...value, amount: event.currentTarget.valueAsNumber })}
    />
    <select
      class="input"
      disabled={disabled}
      aria-label={tr('limit.unit', { clock: cardNamed('clock', clock) })}
      value={value.unit}
      onChange={(event) => onInput({ ...value, unit: event.currentTarget.value as TimeUnit })}
    >
      {UNITS.map((unit) => (
        <option key={unit} value={unit}>
          {cardNamed('unit', unit)}
        </option>
      ))}
    </select>
  </div>
);
