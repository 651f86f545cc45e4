/** One thing that waits to be sent: what it is, whom it concerns, in which order, and how it stands. */

import type { SignBody } from '../../../server/contract/duty.ts';
import type { NewEvent, StepBody, StepRow } from '../../../server/contract/events.ts';
import type { NewVisit } from '../../../server/contract/visits.ts';

/** What is sent. `at` is left out: it is set from `madeAt` when it is first tried, and stays. */
export type Task =
  | { readonly kind: 'sign-in' | 'sign-out'; readonly body: SignBody }
  | { readonly kind: 'visit'; readonly body: NewVisit }
  | { readonly kind: 'report'; readonly body: NewEvent }
  | { readonly kind: 'photo'; readonly event: string; readonly photo: string; readonly file: Blob }
  | {
      readonly kind: 'step';
      readonly event: string;
      /** The entity tag and the number of steps of the story it was decided on; null: of what is made by entries before it. */
      readonly seen: Seen | null;
      readonly body: StepBody;
    }
  | { readonly kind: 'notice'; readonly version: number };

export interface Seen {
  readonly tag: string;
  readonly version: number;
}

/** waiting: will be sent by itself. conflict: somebody has to look at it. sent: arrived; shown for a while. */
export type Standing = 'waiting' | 'sending' | 'conflict' | 'sent';

export interface Refused {
  readonly code: string;
  readonly status: number;
  readonly params: Readonly<Record<string, unknown>>;
  /** What others did meanwhile, for a step that came too late. */
  readonly since?: readonly StepRow[];
  /** As the event stands now: its state, whether the step may still be taken, and the story a new try is decided on. */
  readonly state?: string;
  readonly possible?: boolean;
  readonly seen?: Seen;
}

export interface Entry {
  /** Also the id of what is sent, where it has one: a second try is the same event, step or visit. */
  readonly id: string;
  /** Who made it; sent only while this account is signed in. */
  readonly login: string;
  /** Grows; ties are not possible. */
  readonly seq: number;
  /** What it is about: entries of one subject arrive in the order in which they were made. */
  readonly subject: string;
  /** Ids of entries of other subjects that must have arrived before. */
  readonly after: readonly string[];
  readonly task: Task;
  /** What it is called on the screen: kind of event, building. */
  readonly label: string;
  /** ms since 1970 by this device. */
  readonly madeAt: number;
  readonly standing: Standing;
  readonly tries: number;
  /** Not before; ms since 1970 by this device. */
  readonly notBefore: number;
  readonly problem: Refused | null;
  /** When it arrived. */
  readonly sentAt: number | null;
}

export const isOpen = ({ standing }: Pick<Entry, 'standing'>): boolean => standing !== 'sent';
