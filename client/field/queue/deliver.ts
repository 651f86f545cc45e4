/** How each kind of entry is sent, and what is found out when it is refused. */
import { addPhoto, readEvent } from '../../api/events.ts';
import { sendNotice, sendReport, sendSign, sendStep, sendVisit } from '../api.ts';
import type { Entry, Refused, Seen } from './entry.ts';

/** Rejects with ApiError. The story after it, where it is about an event. */
export async function deliver({ task }: Entry): Promise<Seen | null> {
  switch (task.kind) {
    case 'sign-in':
    case 'sign-out':
      await sendSign(task);
      return null;
    case 'visit':
      await sendVisit(task);
      return null;
    case 'notice':
      await sendNotice(task);
      return null;
    case 'report': {
      const { value, tag } = await sendReport(task);
      return { tag, version: value.event.version };
    }
    case 'photo':
      await addPhoto(task.event, task.photo, task.file, 'photo.jpg');
      return null;
    case 'step': {
      const seen = task.seen ?? (await storyOf(task.event));
      const { value, tag } = await sendStep(task, seen.tag);
      return { tag, version: value.version };
    }
  }
}

async function storyOf(event: string): Promise<Seen> {
  const { card, tag } = await readEvent(event);
  return { tag, version: card.event.version };
}

/** A step that came too late or is refused: what has happened meanwhile. Everything else explains itself by its code. */
export async function explain({ task }: Entry, refused: Refused): Promise<Refused | 'arrived'> {
  if (task.kind !== 'step' || (refused.status !== 412 && refused.code !== 'step-refused')) return refused;
  const { card, tag } = await readEvent(task.event);
  if (card.steps.some(({ id }) => id === task.body.id)) return 'arrived';
  const version = task.seen?.version ?? card.event.version;
  return {
    ...refused,
    since: card.steps.filter(({ seq }) => seq > version),
    state: card.event.state,
    possible: card.allowed.some(({ step }) => step === task.body.step),
    seen: { tag, version: card.event.version },
  };
}
