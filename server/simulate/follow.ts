/** Takes the next step of a reported event. Where somebody else has taken one meanwhile, the event is theirs: it is left alone. */
import { randomUUID } from 'node:crypto';
import type { EventRow } from '../contract/events.ts';
import type { Api } from './api.ts';
import { type CourseStep, unitOver } from './course.ts';
import type { Credentials } from './credentials.ts';
import type { EventKind } from './event-kinds.ts';

export interface Following {
  /** When the first of `course` is due. */
  readonly at: number;
  readonly event: string;
  readonly grid: string;
  readonly kind: EventKind;
  /** Of the event as the simulation left it. */
  readonly etag: string | undefined;
  readonly course: readonly CourseStep[];
}

/** What is left to be done; null: nothing was taken, and nothing will be. */
export async function follow(api: Api, credentials: Credentials, following: Following): Promise<Following | null> {
  const { event, grid, kind, etag, course } = following;
  const [{ step, by, why }, ...later] = course as [CourseStep, ...CourseStep[]];
  const token = credentials[by];
  const answer = await api.ask<EventRow>(`/api/events/${event}/steps`, {
    ...{ method: 'POST', token, ifMatch: etag },
    body: {
      ...{ id: randomUUID(), step },
      ...(why === undefined ? {} : { why }),
      ...(step === 'dispatch' ? { handler: { kind: 'unit', code: unitOver(kind, grid) } } : {}),
    },
  });
  if (!answer.ok) return null;
  // on the way of approval feedback needs a photo, and nobody here takes one
  const left =
    answer.body.way === 'approval' ? later.filter((next) => next.step === 'dispatch' || next.step === 'handle') : later;
  return { ...following, etag: answer.etag, course: left };
}
