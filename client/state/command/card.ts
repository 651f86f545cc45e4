/**
 * The story of the open event, and steps taken from it. A step names the version that was on the screen: when somebody was
 * faster, nothing is done, the new story is fetched, and what has changed is shown beside the step that waits.
 */
import { computed, effect, signal, untracked } from '@preact/signals';
import type { EventCard, StepBody, StepRow } from '../../../server/contract/events.ts';
import { addPhoto, readEvent, takeStep } from '../../api/events.ts';
import { type ApiError, asApiError, isAbort } from '../../api/request.ts';
import { board, noteRow } from './board.ts';
import { chosenId } from './chosen.ts';

export interface CardState {
  readonly card: EventCard | null;
  readonly tag: string;
  readonly problem: ApiError | null;
}

const NOTHING: CardState = { card: null, tag: '', problem: null };
export const cardState = signal<CardState>(NOTHING);
export const card = computed(() => cardState.value.card);

/** A step is under way. */
export const sending = signal(false);
/** Why the last step was refused; null: it was not. */
export const stepProblem = signal<ApiError | null>(null);
/** What others did while a step was being prepared here; empty: nothing. */
export const overtaken = signal<readonly StepRow[]>([]);

function show(found: EventCard, tag: string): void {
  cardState.value = { card: found, tag, problem: null };
  noteRow(found.event);
}

export async function loadCard(signal?: AbortSignal): Promise<void> {
  const id = chosenId.peek();
  if (id === null) return;
  try {
    const { card: found, tag } = await readEvent(id, signal);
    if (chosenId.peek() === id) show(found, tag);
  } catch (error) {
    if (isAbort(error) || chosenId.peek() !== id) return;
    const before = cardState.peek();
    cardState.value = { ...(before.card?.event.id === id ? before : NOTHING), problem: asApiError(error) };
  }
}

/** Steps of a story that are not in another. Pure. */
export const stepsSince = (before: EventCard, now: EventCard): StepRow[] =>
  now.steps.filter(({ seq }) => !before.steps.some((step) => step.seq === seq));

/** True when it was done. `body.id` stays the same when it is tried again, so that it cannot be done twice. */
export async function sendStep(body: StepBody): Promise<boolean> {
  const { card: before, tag } = cardState.peek();
  if (before === null || sending.peek()) return false;
  const { id } = before.event;
  sending.value = true;
  stepProblem.value = null;
  overtaken.value = [];
  try {
    noteRow(await takeStep(id, body, tag));
    if (chosenId.peek() === id) await loadCard();
    return true;
  } catch (error) {
    const problem = asApiError(error);
    if (chosenId.peek() !== id) return false;
    stepProblem.value = problem;
    if (problem.status === 412 || problem.code === 'step-refused') {
      await loadCard();
      const now = cardState.peek().card;
      if (now?.event.id === id) overtaken.value = stepsSince(before, now);
    }
    return false;
  } finally {
    sending.value = false;
  }
}

/** Rejects with ApiError. The position inside the photo, if it had one; the stored photo has none. */
export async function sendPhoto(file: File, photo: string): Promise<{ lon: number; lat: number } | null> {
  const id = chosenId.peek();
  if (id === null) return null;
  const added = await addPhoto(id, photo, file, file.name);
  await loadCard();
  return added.taken;
}

export function forgetRefusal(): void {
  stepProblem.value = null;
  overtaken.value = [];
}

/** Follows the address, and fetches the story again when the stream says that it has gone on. */
export function followCard(): () => void {
  const stopChoice = effect(() => {
    const id = chosenId.value;
    const controller = new AbortController();
    untracked(() => {
      forgetRefusal();
      if (cardState.value.card?.event.id !== id) cardState.value = NOTHING;
      if (id !== null) void loadCard(controller.signal);
    });
    return () => controller.abort();
  });
  const stopNews = effect(() => {
    const row = board.value.rows.get(chosenId.value ?? '');
    const shown = card.value;
    if (row === undefined || shown === null || shown.event.id !== row.id || sending.value) return;
    if (row.version > shown.event.version || row.photos > shown.photos.length) untracked(() => void loadCard());
  });
  return () => {
    stopChoice();
    stopNews();
    cardState.value = NOTHING;
  };
}
