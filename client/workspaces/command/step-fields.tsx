/** The fields of a step's form. Each writes its part of the step and nothing else. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { EventCard, StepBody } from '../../../server/contract/events.ts';
import { EVENT_GRADES } from '../../map/layers/events-images.ts';
import { mayWatch } from '../../state/command/people/people-roles.ts';
import { gridName } from '../../state/command/row-words.ts';
import { majors, rules } from '../../state/command/rules.ts';
import { byName } from '../../state/name-order.ts';
import { fetched } from '../../ui/fetched.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { cardNamed, tcard } from './card-words.ts';
import { LEVEL_NAMES, WAY_NAMES } from './choices.ts';
import { localInput, momentOfInput } from './local-input.ts';
import { fill } from './step-choice.ts';
import { named } from './words.ts';
import { WorkerField } from './worker-field.tsx';

export const Field = ({ label, children }: { label: ComponentChildren; children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
  <label class="field">
    <span class="label">{label}</span>
    {children}
  </label>
);

export const WhyField = ({ body, isTold, isNeeded }: { body: StepBody; isTold: boolean; isNeeded: boolean }) => (
  <Field
    label={
      <>
        {tcard(isTold ? 'form.whyWhat' : 'form.why')}
        {!isNeeded && tcard('form.optional')}
      </>
    }
  >
    <textarea
      class="input"
      rows={2}
      maxLength={500}
      name="why"
      placeholder={tcard('form.whyHint')}
      value={body.why ?? ''}
      onInput={(event) =>
        fill({ why: event.currentTarget.value.trim() === '' ? undefined : event.currentTarget.value })
      }
    />
  </Field>
);

/** Units whose area covers the event, the lowest first: they are the nearest. */
function unitsFor({ event }: EventCard) {
  const covers = (area: string) => event.area.startsWith(area);
  return [...rules.value.units].sort(
    (a, b) =>
      Number(covers(b.area)) - Number(covers(a.area)) ||
      LEVEL_NAMES.indexOf(a.level) - LEVEL_NAMES.indexOf(b.level) ||
      byName(a.name, b.name),
  );
}

/** Fetched apart: few forms send somebody. */
const NearPeople = fetched(() => import('./people/near-people.tsx').then((module) => module.NearPeople));

export function HandlerField({ card, body }: { card: EventCard; body: StepBody }) {
  const kind = useSignal<'unit' | 'worker'>(body.handler?.kind ?? 'unit');
  return (
    <div class="field">
      <span class="label">{tcard('form.handler')}</span>
      <Segmented
        label={tcard('form.handler')}
        value={kind.value}
        onChoose={(next) => {
          kind.value = next;
          fill({ handler: undefined });
        }}
        choices={[
          { value: 'unit', label: tcard('form.unit') },
          { value: 'worker', label: tcard('form.person') },
        ]}
      />
      {kind.value === 'unit' ? (
        <select
          class="input"
          name="handler"
          aria-label={tcard('form.unit')}
          value={body.handler?.code ?? ''}
          onChange={(event) => {
            const code = event.currentTarget.value;
            fill({ handler: code === '' ? undefined : { kind: 'unit', code } });
          }}
        >
          <option value="">{tcard('form.choose')}</option>
          {LEVEL_NAMES.map((level) => {
            const units = unitsFor(card).filter((unit) => unit.level === level);
            return (
              units.length > 0 && (
                <optgroup key={level} label={cardNamed('level', level)}>
                  {units.map((unit) => (
                    <option key={unit.code} value={unit.code}>
                      {unit.name}
                    </option>
                  ))}
                </optgroup>
              )
            );
          })}
        </select>
      ) : (
        <WorkerField card={card} body={body} />
      )}
      {mayWatch.value && (
        <NearPeople
          card={card}
          body={body}
          onChoose={(login) => {
            kind.value = 'worker';
            fill({ handler: { kind: 'worker', code: login } });
          }}
        />
      )}
    </div>
  );
}

export function UnitsField({ card, body }: { card: EventCard; body: StepBody }) {
  const chosen = body.units ?? [];
  return (
    <fieldset class="field units">
      <legend class="label">{tcard('form.units')}</legend>
      {unitsFor(card).map((unit) => (
        <label class="check" key={unit.code}>
          <input
            type="checkbox"
            checked={chosen.includes(unit.code)}
            onChange={(event) =>
              fill({
                units: event.currentTarget.checked
                  ? [...chosen, unit.code]
                  : chosen.filter((code) => code !== unit.code),
              })
            }
          />
          {unit.name}
        </label>
      ))}
    </fieldset>
  );
}

export const UntilField = ({ body }: { body: StepBody }) => (
  <Field label={tcard('form.until')}>
    <input
      class="input"
      type="datetime-local"
      name="until"
      min={localInput(new Date().toISOString())}
      value={body.until === undefined ? '' : localInput(body.until)}
      onInput={(event) => fill({ until: momentOfInput(event.currentTarget.value) })}
    />
  </Field>
);

export const SatisfiedField = ({ body }: { body: StepBody }) => (
  <div class="field">
    <span class="label">{tcard('form.satisfied')}</span>
    <Segmented
      label={tcard('form.satisfied')}
      value={body.satisfied === undefined ? null : body.satisfied ? 'yes' : 'no'}
      onChoose={(value) => fill({ satisfied: value === 'yes' })}
      choices={[
        { value: 'yes', label: tcard('form.yes') },
        { value: 'no', label: tcard('form.no') },
      ]}
    />
  </div>
);

export const PhotoField = ({ card }: { card: EventCard }) => (
  <div class="field">
    <span class="label">{tcard('form.photo')}</span>
    {card.photos.length === 0 ? (
      <button class="button" type="button" onClick={() => document.getElementById('event-photo')?.click()}>
        {tcard('photos.add')}
      </button>
    ) : (
      <span>{tcard('form.photoThere', { count: card.photos.length })}</span>
    )}
  </div>
);

/** Kind, grade, way and level as they are, to be put right; only what is changed is sent. */
export function RouteFields({ card, body }: { card: EventCard; body: StepBody }) {
  const { event } = card;
  return (
    <div class="pairs">
      <Field label={tcard('form.kind')}>
        <select
          class="input"
          value={body.category ?? event.category}
          onChange={({ currentTarget: { value } }) => fill({ category: value === event.category ? undefined : value })}
        >
          {majors.value.map(({ code, name, categories }) => (
            <optgroup key={code} label={name}>
              {categories
                .filter(({ retired, code: own }) => !retired || own === event.category)
                .map((category) => (
                  <option key={category.code} value={category.code}>
                    {category.name}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </Field>
      <Field label={tcard('form.grade')}>
        <select
          class="input"
          value={body.grade ?? event.grade}
          onChange={(change) => fill({ grade: change.currentTarget.value as never })}
        >
          {EVENT_GRADES.map((grade) => (
            <option key={grade} value={grade}>
              {named('grade', grade)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={tcard('form.way')}>
        <select
          class="input"
          value={body.way ?? event.way}
          onChange={(change) => fill({ way: change.currentTarget.value as never })}
        >
          {WAY_NAMES.map((way) => (
            <option key={way} value={way}>
              {cardNamed('way', way)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={tcard('form.level')}>
        <select
          class="input"
          value={body.level ?? event.level}
          onChange={(change) => fill({ level: change.currentTarget.value as never })}
        >
          {LEVEL_NAMES.map((level) => (
            <option key={level} value={level}>
              {cardNamed('level', level)}
            </option>
          ))}
        </select>
      </Field>
      {event.grid !== null && <p class="hint">{gridName(event.grid)}</p>}
    </div>
  );
}
