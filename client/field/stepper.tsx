/** A count that a thumb can change: less, the number itself, more. */
import { Glyph } from './glyph.tsx';
import { tf } from './words.ts';

interface Props {
  readonly label: string;
  readonly value: number;
  readonly change: (value: number) => void;
  readonly max: number;
  readonly name: string;
}

export const Stepper = ({ label, value, change, max, name }: Props) => (
  <div class="stepper" data-set={value > 0}>
    <label for={`count-${name}`}>{label}</label>
    <button
      class="button"
      type="button"
      aria-label={tf('less', { label })}
      disabled={value <= 0}
      onClick={() => change(Math.max(0, value - 1))}
    >
      <Glyph name="minus" />
    </button>
    <input
      id={`count-${name}`}
      class="input"
      type="number"
      inputMode="numeric"
      min={0}
      max={max}
      name={name}
      value={value}
      onInput={({ currentTarget }) => {
        const said = Math.round(Number(currentTarget.value));
        if (Number.isFinite(said)) change(Math.min(max, Math.max(0, said)));
      }}
    />
    <button
      class="button"
      type="button"
      aria-label={tf('more', { label })}
      disabled={value >= max}
      onClick={() => change(value + 1)}
    >
      <Glyph name="plus" />
    </button>
  </div>
);
