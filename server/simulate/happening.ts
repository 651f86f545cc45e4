/** What a worker sees and reports: a kind that fits the place, in words that name it. Pure. */
import type { Chance } from './chance.ts';
import { EVENT_KINDS, type EventKind, type Scene } from './event-kinds.ts';

export interface SeenAt {
  readonly scene: Scene;
  readonly name: string;
  readonly address: string | null;
}

export interface Happening {
  readonly kind: EventKind;
  readonly text: string;
  readonly address: string | null;
}

/** What is settled on the spot needs a photo of what was done, and nobody here takes one. */
const REPORTED: readonly EventKind[] = EVENT_KINDS.filter(({ unit }) => unit !== null);

export function happeningAt({ scene, name, address }: SeenAt, chance: Chance): Happening {
  const fitting = REPORTED.filter(({ scenes }) => scenes.includes(scene));
  const kind = chance.weighted(fitting, ({ weight }) => weight);
  return { kind, text: chance.pick(kind.texts).replace('{}', name), address };
}
