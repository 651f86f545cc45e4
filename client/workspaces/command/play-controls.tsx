/** Rewind, play or pause, live, and how fast. */
import { announce } from '../../state/announce.ts';
import { period } from '../../state/command/time/played-period.ts';
import { goLive, inPast, isPlaying, pause, play, rewind, speed } from '../../state/command/time/player.ts';
import { SPEEDS, type Speed, secondsToPlay, unitOf } from '../../state/command/time/speeds.ts';
import { spanText, tt } from './time-words.ts';

const SIGNS = {
  rewind: 'M7 5v14M19 5.500v13L9 12z',
  play: 'M7 5l12 7-12 7z',
  pause: 'M8 5v14M16 5v14',
} as const;

const Sign = ({ of }: { of: keyof typeof SIGNS }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={SIGNS[of]} />
  </svg>
);

function start(): void {
  play();
  announce(tt('spoken.playing', { speed: speed.peek() }));
}

/** A speed that changes while it plays is that of the next frame. */
export function PlayControls() {
  const playing = isPlaying.value;
  return (
    <div class="play-controls">
      <button class="plain" type="button" aria-label={tt('rewind')} title={tt('rewind')} onClick={rewind}>
        <Sign of="rewind" />
      </button>
      <button
        class="button primary"
        type="button"
        aria-label={tt(playing ? 'pause' : 'play')}
        title={tt(playing ? 'pause' : 'play')}
        onClick={playing ? pause : start}
      >
        <Sign of={playing ? 'pause' : 'play'} />
      </button>
      <button class="plain" type="button" title={tt('goLive')} disabled={!inPast.value} onClick={goLive}>
        {tt('goLive')}
      </button>
      <select
        class="input"
        aria-label={tt('speed')}
        title={speedText(speed.value)}
        value={String(speed.value)}
        onChange={(event) => {
          speed.value = SPEEDS.find((one) => String(one) === event.currentTarget.value) ?? speed.value;
        }}
      >
        {SPEEDS.map((one) => (
          <option key={one} value={String(one)}>
            {speedText(one)}
          </option>
        ))}
      </select>
    </div>
  );
}

function speedText(one: Speed): string {
  const of = period.value;
  return tt('speed.of', {
    n: one,
    span: spanText(unitOf(of) * one),
    whole: spanText(secondsToPlay(of, one) * 1000),
  });
}
