/** The trail that is looked at: how much of it there is, played by a slider of its own, and an end that is easy to find. */
import { useEffect } from 'preact/hooks';
import type { Trail } from '../../../../server/contract/positions.ts';
import {
  followPlay,
  leaveTrail,
  playAt,
  played,
  playing,
  playSpeed,
  SPEEDS,
  segments,
  togglePlay,
  trailSpan,
} from '../../../state/command/people/trail.ts';
import { lengthM } from '../../../state/command/people/trail-shape.ts';
import { gridName } from '../../../state/command/row-words.ts';
import { number } from '../../../state/language.ts';
import { clockText, momentText } from '../time-words.ts';
import { nearText, tp } from './people-words.ts';

export function TrailPlayer({ trail }: { trail: Trail }) {
  useEffect(followPlay, []);
  return (
    <section class="trail-player" aria-label={tp('trail.of', { name: trail.name })}>
      <div class="line">
        <h3>{tp('trail.of', { name: trail.name })}</h3>
        <button class="button" type="button" onClick={leaveTrail}>
          {tp('trail.end')}
        </button>
      </div>
      {trail.t.length === 0 ? (
        <p class="note">{tp('trail.empty')}</p>
      ) : (
        <>
          <p class="hint">
            {tp('trail.summary', { count: number(trail.t.length), length: nearText(lengthM(segments.value)) })}
            {segments.value.length > 1 && <> · {tp('trail.gaps', { count: segments.value.length - 1 })}</>}
          </p>
          <Player from={Date.parse(trail.from)} />
          <Moves trail={trail} />
        </>
      )}
    </section>
  );
}

function Player({ from }: { from: number }) {
  const { first, last } = trailSpan.value;
  const at = from + playAt.value * 1000;
  const isUnknown = played.value?.known === false;
  const text = isUnknown ? `${momentText(at)} · ${tp('trail.unknown')}` : momentText(at);
  return (
    <>
      <div class="trail-slider">
        <span class="hint">{clockText(from + first * 1000)}</span>
        <input
          type="range"
          aria-label={tp('trail.slider')}
          aria-valuetext={text}
          min={first}
          max={last}
          step={1}
          value={playAt.value}
          onInput={(event) => {
            playing.value = false;
            playAt.value = Number(event.currentTarget.value);
          }}
        />
        <span class="hint">{clockText(from + last * 1000)}</span>
      </div>
      <div class="line">
        <button class="button primary" type="button" onClick={togglePlay}>
          {tp(playing.value ? 'trail.pause' : 'trail.play')}
        </button>
        <select
          class="input"
          aria-label={tp('trail.speed')}
          value={String(playSpeed.value)}
          onChange={(event) => {
            playSpeed.value = SPEEDS.find((one) => String(one) === event.currentTarget.value) ?? playSpeed.peek();
          }}
        >
          {SPEEDS.map((one) => (
            <option key={one} value={String(one)}>
              {tp('trail.times', { n: one })}
            </option>
          ))}
        </select>
        <strong class="moment">{text}</strong>
      </div>
    </>
  );
}

function Moves({ trail }: { trail: Trail }) {
  if (trail.movements.length === 0) return null;
  const begin = Date.parse(trail.from);
  return (
    <details>
      <summary>{tp('trail.moves', { count: trail.movements.length })}</summary>
      <ol class="moves">
        {trail.movements.map(({ from, to, at }) => (
          <li key={`${at}${from}${to}`}>
            <button
              class="move"
              type="button"
              onClick={() => {
                playing.value = false;
                playAt.value = Math.round((Date.parse(at) - begin) / 1000);
              }}
            >
              <span class="hint">{clockText(Date.parse(at))}</span>{' '}
              {from !== null && to !== null
                ? tp('trail.cross', { from: gridName(from), to: gridName(to) })
                : to !== null
                  ? tp('trail.enter', { grid: gridName(to) })
                  : tp('trail.leave', { grid: from === null ? '' : gridName(from) })}
            </button>
          </li>
        ))}
      </ol>
    </details>
  );
}
