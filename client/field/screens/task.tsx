/** One task: what it is, where, what waits for it, the next step large, its story. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { AllowedStep, EventCard } from '../../../server/contract/events.ts';
import { photoAddress } from '../../api/events.ts';
import { judge } from '../../state/command/urgency.ts';
import { Glyph } from '../glyph.tsx';
import { PhotoField } from '../photo-field.tsx';
import { expected } from '../state/expected.ts';
import { metresBetween } from '../state/ground.ts';
import { waitingFor } from '../state/outbox.ts';
import { cards, gridOf, kindName, rows } from '../state/parts.ts';
import { here } from '../state/position.ts';
import { reached, refreshCard } from '../state/refresh.ts';
import { go, subject } from '../state/route.ts';
import { now } from '../state/shift.ts';
import { addPhotos } from '../state/steps.ts';
import { DueTag } from '../task-mark.tsx';
import { say } from '../toast.tsx';
import { distanceText, entryText, named, shortTime, stepName, tcard, tf } from '../words.ts';
import { PassOn } from './pass-on.tsx';
import { StepForm, storeProblem } from './step-form.tsx';
import { Story } from './story.tsx';

/** Steps this page has a form for; the others are the office's. */
const SHOWN = [
  'check',
  'handle',
  'feedback',
  'solve',
  'verify',
  'rework',
  'ask-extend',
  'ask-suspend',
  'return',
  'note',
];

export function TaskCard() {
  const id = subject.value ?? '';
  useEffect(() => void refreshCard(id), [id]);
  const known = cards.value?.[id];
  const row = known?.card.event ?? rows.value?.find((one) => one.id === id);
  if (row === undefined) return <p class="note">{tf(reached.value === false ? 'task.notKept' : 'loading')}</p>;
  const judged = judge(row, now.value, 0.25);
  const at = here.value;
  const waiting = waitingFor(id);
  return (
    <article class="stack task">
      <header>
        <div class="line">
          <h2>{kindName(row.category)}</h2>
          <DueTag judged={judged} />
        </div>
        <p class="hint">
          {tcard('serial', { n: row.serial })} · {named('state', row.state)} · {named('grade', row.grade)}
        </p>
        <p class="told">{row.text}</p>
        <p class="where">
          <Glyph name="place" />
          <span>
            {row.lon === null
              ? tf('tasks.unplaced')
              : (gridOf(row.grid)?.properties.name ?? row.grid ?? tf('where.noGrid'))}
            {known?.card.address && ` · ${known.card.address}`}
            {row.lon !== null &&
              at !== null &&
              ` · ${tf('away', { m: distanceText(metresBetween(at.lon, at.lat, row.lon, row.lat!)) })}`}
          </span>
        </p>
      </header>
      {waiting.length > 0 && (
        <button class="note warn row-button" type="button" onClick={() => go('queue')}>
          <span>{tf('task.waiting', { count: waiting.length, list: waiting.map(entryText) })}</span>
          <Glyph name="right" />
        </button>
      )}
      {known === undefined ? (
        <p class="note">{tf(reached.value === false ? 'task.notKept' : 'loading')}</p>
      ) : (
        <>
          <Steps card={known.card} />
          <Photos card={known.card} />
          <section class="panel">
            <h3>{tcard('story')}</h3>
            <Story steps={[...known.card.steps].reverse()} />
          </section>
        </>
      )}
    </article>
  );
}

function Steps({ card }: { card: EventCard }) {
  const chosen = useSignal<AllowedStep | 'pass-on' | null>(null);
  const close = () => {
    chosen.value = null;
  };
  const allowed = expected(card.allowed, waitingFor(card.event.id)).filter(({ step }) => SHOWN.includes(step));
  const first = allowed.find(({ next }) => next);
  const others = allowed.filter((one) => one !== first);
  const mayPass = card.allowed.some(({ step }) => step === 'return');
  return (
    <section class="stack steps" aria-label={tcard('actions')}>
      {first && (
        <button
          class="button primary huge"
          type="button"
          data-step={first.step}
          onClick={() => {
            chosen.value = first;
          }}
        >
          {stepName(first.step)}
        </button>
      )}
      <div class="others">
        {others.map((one) => (
          <button
            key={one.step}
            class="button"
            type="button"
            data-step={one.step}
            onClick={() => {
              chosen.value = one;
            }}
          >
            {stepName(one.step)}
          </button>
        ))}
        {mayPass && (
          <button
            class="button"
            type="button"
            onClick={() => {
              chosen.value = 'pass-on';
            }}
          >
            <Glyph name="pass" />
            {tf('pass')}
          </button>
        )}
      </div>
      {allowed.length === 0 && <p class="hint">{tcard('actions.none')}</p>}
      {chosen.value === 'pass-on' ? (
        <PassOn card={card} close={close} />
      ) : (
        chosen.value !== null && <StepForm card={card} allowed={chosen.value} close={close} />
      )}
    </section>
  );
}

/** Photos stay with the service: without network there is a number instead. More can be added at any time. */
function Photos({ card }: { card: EventCard }) {
  const problem = useSignal<string | null>(null);
  const count = card.photos.length;
  const mayAdd = card.allowed.length > 0;
  if (count === 0 && !mayAdd) return null;
  const add = (files: readonly Blob[]) =>
    addPhotos(card.event, files).then(
      () => say(tf('queued.photo')),
      (error: unknown) => {
        problem.value = storeProblem(error);
      },
    );
  return (
    <section class="panel">
      <h3>{tcard('photos')}</h3>
      {count > 0 && reached.value === false && <p class="hint">{tf('task.photos', { count })}</p>}
      {count > 0 && reached.value !== false && (
        <ul class="photos">
          {card.photos.map((photo) => (
            <li key={photo.id}>
              <img
                src={photoAddress(card.event.id, photo.id)}
                loading="lazy"
                alt={tcard('photos.alt', { at: shortTime(Date.parse(photo.at)), actor: photo.actor })}
              />
            </li>
          ))}
        </ul>
      )}
      {mayAdd && <PhotoField files={[]} change={(files) => void add(files)} />}
      {problem.value !== null && (
        <p class="note bad" role="alert">
          {problem.value}
        </p>
      )}
    </section>
  );
}
