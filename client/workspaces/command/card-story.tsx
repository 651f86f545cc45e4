/** The steps of an event in order: what, when, who, why, and what came of it. The newest stands on top. */
import type { EventCard, StepRow } from '../../../server/contract/events.ts';
import { kindName } from '../../state/command/row-words.ts';
import { rules } from '../../state/command/rules.ts';
import { shortMoment } from '../../state/measures.ts';
import { cardNamed, tcard } from './card-words.ts';
import { named } from './words.ts';

export function CardStory({ card }: { card: EventCard }) {
  return (
    <section>
      <h3>{tcard('story')}</h3>
      <StoryLines steps={[...card.steps].reverse()} />
    </section>
  );
}

export const StoryLines = ({ steps }: { steps: readonly StepRow[] }) => (
  <ol class="story">
    {steps.map((step) => (
      <Line key={step.seq} step={step} />
    ))}
  </ol>
);

/** Entered this much later than it was done: said, since it was queued without network. */
const LATER_MS = 120_000;

function Line({ step }: { step: StepRow }) {
  const isLate = Date.parse(step.recordedAt) - Date.parse(step.at) > LATER_MS;
  const details = detailTexts(step);
  return (
    <li>
      <span class="head">
        <strong>{cardNamed('step', step.step)}</strong>
        <span class="state">{named('state', step.state)}</span>
        <time dateTime={step.at}>{shortMoment(step.at)}</time>
      </span>
      <span class="who">
        {step.actor}
        {isLate && <span class="hint"> · {tcard('story.late', { at: shortMoment(step.recordedAt) })}</span>}
      </span>
      {details.length > 0 && <span class="detail">{details.join(' · ')}</span>}
      {step.why !== null && <q>{step.why}</q>}
    </li>
  );
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** What a step carried, as far as this client knows its words. Pure but for the names. */
export function detailTexts({ detail }: Pick<StepRow, 'detail'>): string[] {
  const found: string[] = [];
  const handler = detail.handler as { name?: unknown; code?: unknown } | null | undefined;
  const name = text(handler?.name) ?? text(handler?.code);
  if (name !== null) found.push(tcard('story.to', { name }));
  const until = text(detail.until);
  if (until !== null) found.push(tcard('story.until', { at: shortMoment(until) }));
  if (Array.isArray(detail.units) && detail.units.length > 0) {
    const units = detail.units.map(
      (code) => rules.value.units.find((unit) => unit.code === code)?.name ?? String(code),
    );
    found.push(tcard('story.units', { list: units }));
  }
  const category = text(detail.category);
  if (category !== null) found.push(tcard('story.kind', { name: kindName(category) }));
  const [grade, way, level] = [text(detail.grade), text(detail.way), text(detail.level)];
  if (grade !== null && way !== null && level !== null)
    found.push(
      tcard('story.routed', {
        grade: named('grade', grade),
        way: cardNamed('way', way),
        level: cardNamed('level', level),
      }),
    );
  if (typeof detail.satisfied === 'boolean')
    found.push(tcard(detail.satisfied ? 'story.satisfied' : 'story.dissatisfied'));
  if (text(detail.into) !== null) found.push(tcard('story.into'));
  return found;
}
