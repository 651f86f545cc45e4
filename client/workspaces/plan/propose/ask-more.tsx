/** Seldom needed: another standard than that of the plan, and the seed. */
import { computed, signal } from '@preact/signals';
import { planSession } from '../../../state/plan/opened.ts';
import { askedSeed, askedStandard, DEFAULT_SEED } from '../../../state/plan/proposal-scope.ts';
import { tf } from './words.ts';

const MOST_HOUSEHOLDS = 100_000;
const MOST_SEED = 2 ** 31 - 1;
/** What stands in the two fields, which may have no sense yet. */
const typed = signal<{ min: number; max: number } | null>(null);

const isBand = ({ min, max }: { min: number; max: number }): boolean =>
  Number.isInteger(min) && Number.isInteger(max) && min >= 0 && max >= 1 && min <= max && max <= MOST_HOUSEHOLDS;
export const isBandWrong = computed(() => typed.value !== null && !isBand(typed.value));

function type(part: 'min' | 'max', text: string): void {
  const own = planSession.peek()?.standard ?? { min: 0, max: 1 };
  const next = { ...(typed.peek() ?? askedStandard.peek() ?? own), [part]: text === '' ? Number.NaN : Number(text) };
  typed.value = next;
  if (!isBand(next)) return;
  askedStandard.value = next.min === own.min && next.max === own.max ? null : next;
}

function reset(): void {
  typed.value = null;
  askedStandard.value = null;
  askedSeed.value = DEFAULT_SEED;
}

export function AskMore() {
  const own = planSession.value?.standard;
  if (own === undefined) return null;
  const shown = askedStandard.value ?? own;
  const isOther = askedStandard.value !== null || askedSeed.value !== DEFAULT_SEED;
  return (
    <details class="more" open={isOther || isBandWrong.value}>
      <summary>{tf('ask.more')}</summary>
      <p class="hint">{tf('ask.standardOwn', { ...own })}</p>
      <div class="pair">
        {(['min', 'max'] as const).map((part) => (
          <div key={part} class="field">
            <label for={`propose-${part}`}>{tf(`kind.bound.${part}`)}</label>
            <input
              id={`propose-${part}`}
              class="input"
              type="number"
              inputMode="numeric"
              min={part === 'min' ? 0 : 1}
              max={MOST_HOUSEHOLDS}
              value={shown[part]}
              aria-invalid={isBandWrong.value}
              onInput={(event) => type(part, event.currentTarget.value)}
            />
          </div>
        ))}
      </div>
      {isBandWrong.value && (
        <p class="note bad" role="alert">
          {tf('ask.bandWrong')}
        </p>
      )}
      <div class="field">
        <label for="propose-seed">{tf('ask.seed')}</label>
        <input
          id="propose-seed"
          class="input"
          type="number"
          inputMode="numeric"
          min={0}
          max={MOST_SEED}
          value={askedSeed.value}
          onChange={(event) => {
            const seed = Math.trunc(Number(event.currentTarget.value));
            askedSeed.value = seed >= 0 && seed <= MOST_SEED ? seed : DEFAULT_SEED;
          }}
        />
        <p class="hint">{tf('ask.seedHint')}</p>
      </div>
      {isOther && (
        <button class="button" type="button" onClick={reset}>
          {tf('ask.reset')}
        </button>
      )}
    </details>
  );
}
