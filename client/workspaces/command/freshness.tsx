/** How fresh the screen is, always in sight; beside it what holds the screen and what silences it. */
import { useComputed } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { announce } from '../../state/announce.ts';
import { board, pastEvents } from '../../state/command/board.ts';
import { clock, isLive, moment, second } from '../../state/command/clock.ts';
import { audible, muted, setMuted, sound } from '../../state/command/sound.ts';
import { freshnessOf, heardAt, line } from '../../state/command/stream.ts';
import { language } from '../../state/language.ts';
import { tc } from './words.ts';

const timeText = (ms: number): string =>
  new Intl.DateTimeFormat(language.value, { timeStyle: 'medium', timeZone: 'Asia/Shanghai', hourCycle: 'h23' }).format(
    ms,
  );

/** Holds what is on the screen; the events go on being counted by the service. */
function hold(): void {
  pastEvents.value = new Map(board.peek().rows);
  clock.value = { mode: 'paused', at: moment.peek() };
}

function release(): void {
  clock.value = { mode: 'live' };
  pastEvents.value = null;
}

export function Freshness() {
  const fresh = useComputed(() => freshnessOf(line.value, heardAt.value, second.value));
  const { state, seconds } = fresh.value;
  const wasLost = useRef(false);
  useEffect(() => {
    if (state === 'lost') announce(tc('spoken.lost'));
    if (state === 'live' && wasLost.current) announce(tc('spoken.back'));
    wasLost.current = state === 'lost' || (wasLost.current && state !== 'live');
  }, [state]);
  const heard = heardAt.value;
  const now = clock.value;
  return (
    <div class="freshness" data-state={now.mode === 'live' ? state : 'paused'}>
      <span class="dot" aria-hidden="true" />
      <span title={heard === null ? tc('fresh.never') : tc('fresh.title', { at: timeText(heard) })}>
        {now.mode === 'live' ? tc(`fresh.${state}`, { n: seconds }) : tc('fresh.paused', { at: timeText(now.at) })}
        {now.mode === 'live' && state === 'live' && heard !== null && <span class="at"> {timeText(second.value)}</span>}
      </span>
      <button class="plain" type="button" aria-pressed={!isLive.value} onClick={isLive.value ? hold : release}>
        <Sign of={isLive.value ? 'pause' : 'play'} />
        <span class="word">{tc(isLive.value ? 'pause' : 'resume')}</span>
      </button>
      <Mute />
    </div>
  );
}

function Mute() {
  const off = muted.value;
  const label = tc(off ? 'unmute' : 'mute');
  return (
    <button
      class="plain mute"
      type="button"
      aria-label={label}
      aria-pressed={off}
      title={!off && !audible.value ? tc('mute.wait') : label}
      onClick={() => {
        setMuted(!off);
        // the reader hears what it will be like
        if (off) sound('new');
      }}
    >
      <Sign of={off ? 'silent' : 'sound'} />
    </button>
  );
}

const SIGNS = {
  pause: 'M8 5v14M16 5v14',
  play: 'M7 5l12 7-12 7z',
  sound: 'M4 9.500v5h3.500L12 18.500v-13L7.500 9.500zM15.500 9a4 4 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11',
  silent: 'M4 9.500v5h3.500L12 18.500v-13L7.500 9.500zM16 9.500l5 5M21 9.500l-5 5',
} as const;

const Sign = ({ of }: { of: keyof typeof SIGNS }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={SIGNS[of]} />
  </svg>
);
