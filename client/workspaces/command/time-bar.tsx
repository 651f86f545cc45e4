/** The timeline below the map: period, histogram, needle, playing. Folded it says what the map shows; every view follows it. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { densityExtra } from '../../map/layers/events-density-part.ts';
import { announce } from '../../state/announce.ts';
import { clock, moment } from '../../state/command/clock.ts';
import { mapExtra } from '../../state/command/map-extra.ts';
import { followPast, past } from '../../state/command/time/past.ts';
import { followPeriod, mayPlay, watchPeriod } from '../../state/command/time/played-period.ts';
import { goLive, inPast, standAt } from '../../state/command/time/player.ts';
import { number } from '../../state/language.ts';
import { go, route } from '../../state/route.ts';
import { readStored, writeStored } from '../../state/stored.ts';
import { Icon } from '../../ui/icon.tsx';
import { PlayControls } from './play-controls.tsx';
import { PeriodChoiceView, WindowChoice } from './time-choices.tsx';
import { TimeStrip } from './time-strip.tsx';
import { TimeTable } from './time-table.tsx';
import { momentText, tt } from './time-words.ts';
import { tw } from './wall/wall-words.ts';
import '../../theme/command-time.css';

/** A link with a moment shows that moment. */
function standWhereAsked(): boolean {
  const { at } = route.peek().params;
  if (at === undefined || !/^\d{1,9}$/.test(at)) return false;
  standAt(Number(at) * 60_000);
  return true;
}

/** The stage ends where the bar begins, whatever its height. */
function useRoomBelow(open: boolean) {
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = bar.current;
    const stage = element?.closest<HTMLElement>('.stage');
    if (!element || !stage) return;
    const measure = () => stage.style.setProperty('--time-high', `${element.offsetHeight}px`);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => {
      observer.disconnect();
      stage.style.removeProperty('--time-high');
    };
  }, [open]);
  return bar;
}

function useTold(): void {
  const mode = clock.value.mode;
  const before = useRef(mode);
  useEffect(() => {
    if (before.current === mode) return;
    before.current = mode;
    if (mode === 'live') announce(tt('spoken.live'));
    if (mode === 'paused')
      announce(tt('spoken.past', { at: momentText(moment.peek()), open: past.peek()?.tally.open ?? 0 }));
  }, [mode]);
}

export function TimeBar() {
  return mayPlay.value ? <Bar /> : null;
}

function Bar() {
  const open = useSignal(readStored('events.time') === 'open');
  const bar = useRoomBelow(open.value);
  useTold();
  useEffect(() => {
    mapExtra.value = densityExtra;
    const stops = [followPeriod(), followPast()];
    if (standWhereAsked()) open.value = true;
    return () => {
      for (const stop of stops) stop();
      mapExtra.value = null;
    };
  }, []);
  useEffect(() => (open.value ? watchPeriod() : undefined), [open.value]);
  const fold = () => {
    open.value = !open.value;
    writeStored('events.time', open.value ? 'open' : null);
    if (!open.value && inPast.peek()) goLive();
  };
  return (
    <section class="time-bar" ref={bar} data-open={open.value} data-past={inPast.value} aria-label={tt('title')}>
      <div class="time-line">
        <button
          class="plain fold-time"
          type="button"
          aria-expanded={open.value}
          title={tt(open.value ? 'close' : 'open')}
          onClick={fold}
        >
          <Icon name={open.value ? 'down' : 'up'} />
          <span>{tt('title')}</span>
        </button>
        {open.value && <PlayControls />}
        <Moment />
        {open.value && (
          <>
            <PastFigures />
            <div class="time-choices">
              <PeriodChoiceView />
              <WindowChoice />
              <TimeTable />
            </div>
          </>
        )}
        <button class="plain to-wall" type="button" title={tw('enter.hint')} onClick={() => go('wall')}>
          {tw('enter')}
        </button>
      </div>
      {open.value && <TimeStrip />}
    </section>
  );
}

/** What the map shows is said here, always: now, or which moment of the past. */
function Moment() {
  return (
    <p class="time-moment">
      <span class={inPast.value ? 'tag over' : 'tag in'}>{tt(inPast.value ? 'past' : 'live')}</span>
      <strong>{momentText(moment.value)}</strong>
    </p>
  );
}

function PastFigures() {
  const now = past.value;
  if (now === null) return null;
  return (
    <dl class="time-figures">
      {(['open_', 'reported', 'closed'] as const).map((key) => (
        <div key={key}>
          <dt>{tt(key)}</dt>
          <dd>{number(key === 'open_' ? now.tally.open : now.tally[key])}</dd>
        </div>
      ))}
    </dl>
  );
}
