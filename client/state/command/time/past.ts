/** What was open at the moment of a clock that is not live: indexes into the columns and figures, made anew per tick. */
import { computed, effect } from '@preact/signals';
import { pastEvents } from '../board.ts';
import { clock } from '../clock.ts';
import type { Rows } from '../event-store.ts';
import { openAt, type Tally } from './open-at.ts';
import { midnightOf } from './period.ts';
import type { Played } from './played.ts';
import { played, watched } from './played-period.ts';
import { inPast } from './player.ts';

export interface Past {
  readonly played: Played;
  readonly at: number;
  /** The first `count` are those that were open, oldest first. Written over by the next moment. */
  readonly open: Uint32Array;
  readonly count: number;
  readonly tally: Readonly<Tally>;
}

let found = new Uint32Array(0);
const tally: Tally = { open: 0, reported: 0, closed: 0, unlocated: 0 };

/** Null: live, or nobody looks, or the events are not here. */
export const past = computed<Past | null>(() => {
  const now = clock.value;
  const all = played.value;
  if (now.mode === 'live' || all === null || watched.value === 0) return null;
  if (found.length < all.count) found = new Uint32Array(all.count);
  const count = openAt(all, now.at, { since: midnightOf(now.at), found, tally });
  return { played: all, at: now.at, open: found, count, tally };
});

const isPast = computed(() => inPast.value && past.value !== null);
const NONE: Rows = new Map();

/** The events of now leave list and map as long as the past is shown. */
export function followPast(): () => void {
  let wasShown = false;
  return effect(() => {
    const isShown = isPast.value;
    if (isShown === wasShown) return;
    wasShown = isShown;
    pastEvents.value = isShown ? NONE : null;
  });
}
