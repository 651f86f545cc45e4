/** A period by its name, or by a first and a last day. */
import { useSignal } from '@preact/signals';
import { DAY_MS, dateOf, type OwnDays, ownDays } from '../../state/command/time/period.ts';
import { Segmented } from '../../ui/segmented.tsx';

interface Props<N extends string> {
  readonly label: string;
  /** `own` stands last. */
  readonly choices: readonly { readonly value: N | 'own'; readonly label: string }[];
  readonly choice: N | OwnDays;
  /** What is shown now, with which own days begin. */
  readonly shown: { readonly from: number; readonly to: number };
  /** No day after it can be chosen. */
  readonly latest: number;
  readonly onChoose: (choice: N | OwnDays) => void;
  readonly words: { readonly first: string; readonly last: string; readonly show: string; readonly wrong: string };
  /** There is no room below for what is wrong: the button says it. */
  readonly tight?: boolean;
}

export function PeriodField<N extends string>(props: Props<N>) {
  const { label, choices, choice, onChoose } = props;
  const asking = useSignal(false);
  const isOwn = typeof choice === 'object' || asking.value;
  return (
    <>
      <Segmented
        label={label}
        value={isOwn ? 'own' : choice}
        onChoose={(next) => {
          asking.value = next === 'own';
          if (next !== 'own') onChoose(next as N);
        }}
        choices={choices}
      />
      {isOwn && <OwnDaysForm {...props} />}
    </>
  );
}

function OwnDaysForm<N extends string>({ shown, latest, onChoose, words, tight = false }: Props<N>) {
  const first = useSignal(dateOf(shown.from));
  const last = useSignal(dateOf(shown.to - DAY_MS));
  const found = ownDays(first.value, last.value);
  return (
    <form
      class="own-days"
      onSubmit={(event) => {
        event.preventDefault();
        if (found !== null) onChoose(found);
      }}
    >
      {(['first', 'last'] as const).map((end) => {
        const value = end === 'first' ? first : last;
        return (
          <input
            key={end}
            class="input"
            type="date"
            aria-label={words[end]}
            max={dateOf(latest)}
            value={value.value}
            onInput={(event) => {
              value.value = event.currentTarget.value;
            }}
          />
        );
      })}
      <button class="button" type="submit" disabled={found === null} title={tight && found === null ? words.wrong : ''}>
        {words.show}
      </button>
      {!tight && found === null && <p class="hint">{words.wrong}</p>}
    </form>
  );
}
