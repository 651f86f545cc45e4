/**
 * A cut that nobody can share out by place: how many households on each side? Both together stay as many as there were, and
 * each has at least those of its whole buildings.
 */
import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import { announce } from '../../../state/announce.ts';
import { number } from '../../../state/language.ts';
import { answerCut, cutQuestion, dropCut, leastAndMost } from '../../../state/plan/cut-question.ts';
import { sidesOfLine } from '../../../state/plan/cut-sides.ts';
import { loadPlaceNames, placeName } from '../../../state/plan/place-names.ts';
import { tp } from '../words.ts';

/** More buildings of one side are counted only. */
const MOST_NAMES = 4;

export function CutCard() {
  const question = cutQuestion.value;
  if (question === null) return null;
  return <Form key={`${question.community} ${question.cell} ${question.line}`} />;
}

function Form() {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const question = cutQuestion.value!;
  const { community, households, left, right, line } = question;
  const isCounted = households >= 0;
  const { least, most } = leastAndMost(question);
  const share = useSignal(question.units ? '' : String(least));
  const wrong = useSignal(false);
  useEffect(() => {
    announce(tp(question.units ? 'cut.units' : 'cut.places'));
    form.current?.querySelector<HTMLElement>('input, [type="submit"]')?.focus();
    void loadPlaceNames(community);
    // what had the focus is gone with the card: the map goes on
    return () => document.querySelector<HTMLElement>('.map canvas')?.focus();
  }, []);
  const count = /^\d+$/.test(share.value) ? Number(share.value) : Number.NaN;
  const isRight = count >= least && count <= most;
  const cut = (event: SubmitEvent): void => {
    event.preventDefault();
    wrong.value = isCounted && !isRight;
    if (wrong.value) form.current?.querySelector('input')?.focus();
    else if (!isCounted) done(answerCut(-1, -1));
    else done(answerCut(count, households - count));
  };
  const through = new Set(left.places.filter((place) => right.places.includes(place)));
  const names = (places: readonly string[]): string => {
    if (places.length === 0) return tp('cut.nothing');
    const shown = places.slice(0, MOST_NAMES).map((place) => {
      const name = placeName(place);
      return through.has(place) ? tp('cut.part', { name }) : name;
    });
    return tp(places.length > MOST_NAMES ? 'cut.many' : 'cut.some', { names: shown, count: places.length });
  };
  const sides = sidesOfLine(line);
  const [one, other] = [tp(`cut.side.${sides.left}`), tp(`cut.side.${sides.right}`)];
  return (
    <form
      class="float cut-card"
      ref={form}
      noValidate
      onSubmit={cut}
      aria-label={tp('tool.cut')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.isComposing) dropCut();
      }}
    >
      <h2>{tp('tool.cut')}</h2>
      {isCounted && <p class="hint">{tp(question.units ? 'cut.units' : 'cut.places')}</p>}
      <dl class="facts-grid">
        <dt>{one}</dt>
        <dd>{names(left.places)}</dd>
        <dt>{other}</dt>
        <dd>{names(right.places)}</dd>
      </dl>
      {isCounted ? (
        <div class="field">
          <label for={`${id}-share`}>{tp('cut.share', { side: one, count: households })}</label>
          <input
            class="input"
            id={`${id}-share`}
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            value={share.value}
            aria-invalid={wrong.value}
            aria-describedby={`${id}-rest`}
            onInput={({ currentTarget: { value } }) => {
              share.value = value.trim();
              wrong.value = share.value !== '' && !/^\d+$/.test(share.value) ? true : Number(share.value) > most;
            }}
          />
          <span class={wrong.value ? 'note bad' : 'hint'} id={`${id}-rest`} role={wrong.value ? 'alert' : undefined}>
            {wrong.value
              ? tp('cut.wrong', { least, most })
              : tp('cut.rest', { side: other, count: isRight ? number(households - count) : '–' })}
          </span>
        </div>
      ) : (
        <p class="hint">{tp('cut.uncounted')}</p>
      )}
      <div class="row">
        <button class="button primary" type="submit">
          {tp('cut.do')}
        </button>
        <button class="button" type="button" onClick={dropCut}>
          {tp('tool.drop')}
        </button>
      </div>
    </form>
  );
}

function done(isDone: boolean): void {
  if (isDone) announce(tp('cut.done'));
}
