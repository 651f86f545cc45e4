/** A cut that nobody can share out by place: how many households on each side? Both together stay as many as there were. */
import { useSignal } from '@preact/signals';
import { number } from '../../../state/language.ts';
import { answerCut, cutQuestion, dropCut } from '../../../state/plan/cut-question.ts';
import { placeName } from '../../../state/plan/place-names.ts';
import { tp } from '../words.ts';

export function CutCard() {
  const question = cutQuestion.value;
  if (question === null) return null;
  return <Form key={`${question.community} ${question.cell} ${question.line}`} />;
}

function Form() {
  const question = cutQuestion.value!;
  const { households, left, right, units } = question;
  const share = useSignal(Math.max(0, left.households));
  const isCounted = households >= 0;
  const cut = (event: SubmitEvent): void => {
    event.preventDefault();
    if (isCounted) answerCut(share.value, households - share.value);
    else answerCut(-1, -1);
  };
  const names = (places: readonly string[]): string => places.map(placeName).join('、') || tp('cut.nothing');
  return (
    <form class="float cut-card" onSubmit={cut} aria-label={tp('tool.cut')}>
      <h2>{tp('tool.cut')}</h2>
      {units && <p class="hint">{tp('cut.units')}</p>}
      <dl class="facts">
        <dt>{tp('cut.left')}</dt>
        <dd>{names(left.places)}</dd>
        <dt>{tp('cut.right')}</dt>
        <dd>{names(right.places)}</dd>
      </dl>
      {isCounted ? (
        <label class="field">
          <span class="label">{tp('cut.share', { count: households })}</span>
          <input
            class="input"
            type="number"
            min={0}
            max={households}
            required
            value={share.value}
            onInput={(event) => {
              share.value = Number(event.currentTarget.value);
            }}
          />
          <span class="hint">{tp('cut.rest', { count: number(households - share.value) })}</span>
        </label>
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
