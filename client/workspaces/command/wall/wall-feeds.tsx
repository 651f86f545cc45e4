/** Every feed with its time: stream, figures, coverage check, map. A feed that is late says so in words, not by colour alone. */
import { useComputed } from '@preact/signals';
import { second } from '../../../state/command/clock.ts';
import { freshnessOf, heardAt, line } from '../../../state/command/stream.ts';
import { mayPlay } from '../../../state/command/time/played-period.ts';
import { checkFeed, RATES_EVERY_MS, rateFeed } from '../../../state/command/wall/wall-figures.ts';
import { edition } from '../../../state/editions.ts';
import { day } from '../../../state/language.ts';
import { mayAudit } from '../../../state/who.ts';
import { clockText, momentText } from '../time-words.ts';
import { tw } from './wall-words.ts';

/** So many times as long as it should take, a feed is late. */
const LATE = 2.5;
type State = 'live' | 'late' | 'lost';

export function WallFeeds() {
  return (
    <section class="wall-feeds" aria-label={tw('feeds')}>
      <Stream />
      {mayPlay.value && <Rates />}
      {mayAudit.value && <Check />}
      <Edition />
    </section>
  );
}

const Feed = ({ name, state, text }: { name: string; state: State; text: string }) => (
  <p class="freshness" data-state={state}>
    <span class="dot" aria-hidden="true" />
    <span class="feed">{name}</span>
    <span>{text}</span>
  </p>
);

function Stream() {
  const fresh = useComputed(() => freshnessOf(line.value, heardAt.value, second.value));
  const { state, seconds } = fresh.value;
  const shown: State = state === 'live' ? 'live' : state === 'lost' || state === 'off' ? 'lost' : 'late';
  const at = heardAt.value === null ? '' : clockText(heardAt.value);
  return <Feed name={tw('feed.stream')} state={shown} text={tw(`stream.${state}`, { n: seconds, at })} />;
}

function Rates() {
  const { at, failed } = rateFeed.value;
  const isOld = at !== null && second.value - at > RATES_EVERY_MS * LATE;
  const text =
    at === null
      ? tw(failed ? 'rates.failed' : 'rates.never')
      : tw(failed || isOld ? 'rates.old' : 'rates.at', { at: clockText(at) });
  return <Feed name={tw('feed.rates')} state={failed ? 'lost' : at === null || isOld ? 'late' : 'live'} text={text} />;
}

/** A check is as old as it is; only when nobody answers is the feed late. */
function Check() {
  const { value, at, failed } = checkFeed.value;
  const text =
    value === null || at === null
      ? tw(failed ? 'check.failed' : 'check.never')
      : tw('check.at', { at: momentText(at), n: value.editionNumber ?? '–' });
  return <Feed name={tw('feed.check')} state={failed ? 'lost' : value === null ? 'late' : 'live'} text={text} />;
}

function Edition() {
  const now = edition.value;
  const text = now === null ? tw('map.none') : tw('map.edition', { n: String(now.number), day: day(now.inForceFrom) });
  return <Feed name={tw('feed.map')} state={now === null ? 'late' : 'live'} text={text} />;
}
