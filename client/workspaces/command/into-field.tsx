/** Which event this one is merged into: of those offered, or any of the county found by its number, words or ticket. */
import { useSignal } from '@preact/signals';
import type { EventCard, StepBody } from '../../../server/contract/events.ts';
import { findEvents } from '../../api/events.ts';
import { board } from '../../state/command/board.ts';
import {
  FOUND_MOST,
  foundTargets,
  type MergeTarget,
  offeredTargets,
  queryOf,
  targetOf,
} from '../../state/command/merge-targets.ts';
import { lengthText } from '../../state/measures.ts';
import { tcard } from './card-words.ts';
import { ChoiceBox, Chosen } from './choice-box.tsx';
import { fill } from './step-choice.ts';
import { useLookup } from './use-lookup.ts';
import { named } from './words.ts';

function aboutTarget({ serial, metres, state, ended }: MergeTarget): string {
  const texts = { n: String(serial), state: named('state', state) };
  if (ended) return tcard('into.ended', texts);
  return metres === null
    ? tcard('into.row', texts)
    : tcard('similar.row', { ...texts, m: lengthText(Math.round(metres)) });
}

export function IntoField({ card, body }: { card: EventCard; body: StepBody }) {
  const { event } = card;
  const taken = useSignal<MergeTarget | null>(null);
  const { text, found, ask } = useLookup((query, signal) => findEvents(queryOf(query), FOUND_MOST, signal));
  const offered = offeredTargets(card, board.value.rows.values());
  const choose = (target: MergeTarget | null) => {
    taken.value = target;
    fill({ into: target?.id });
  };
  const label = tcard('form.into');
  if (body.into !== undefined) {
    const row = board.value.rows.get(body.into);
    const target =
      [taken.value, ...offered].find((one) => one?.id === body.into) ??
      (row === undefined ? null : targetOf(event, row));
    return (
      <div class="field">
        <span class="label">{label}</span>
        <Chosen
          text={target?.text ?? body.into}
          hint={target === null ? '' : aboutTarget(target)}
          change={tcard('form.change')}
          onChange={() => choose(null)}
        />
      </div>
    );
  }
  const isTyped = text.value.trim() !== '';
  const targets = isTyped ? foundTargets(event, found.value ?? [], queryOf(text.value)) : offered;
  return (
    <div class="field">
      <span class="label">{label}</span>
      <ChoiceBox
        name="into"
        label={label}
        listLabel={tcard('into.list')}
        placeholder={tcard('into.search')}
        maxLength={60}
        text={text.value}
        onText={ask}
        choices={targets.map((target) => ({
          ...{ key: target.id, value: target, text: target.text, hint: aboutTarget(target), barred: target.ended },
        }))}
        onChoose={choose}
      >
        {isTyped && found.value !== null && targets.length === 0 && (
          <p class="hint" role="status">
            {tcard('into.none')}
          </p>
        )}
      </ChoiceBox>
    </div>
  );
}
