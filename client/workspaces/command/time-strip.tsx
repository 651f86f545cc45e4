/** The histogram with its needle and window: dragged by mouse or finger, stepped by keys. The needle moves without a render. */
import { useComputed } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { moment } from '../../state/command/clock.ts';
import { binOf, histogram, type Period, stepOf } from '../../state/command/time/period.ts';
import { period, played, present } from '../../state/command/time/played-period.ts';
import {
  dragTo,
  goLive,
  inPast,
  onNeedle,
  rewind,
  standAt,
  stepBy,
  togglePlay,
} from '../../state/command/time/player.ts';
import { chooseWindow, windowMs } from '../../state/command/time/window.ts';
import { PeriodStanding } from './period-standing.tsx';
import { Bars } from './time-bars.tsx';
import { momentText, spanText, tt } from './time-words.ts';

const fractionOf = (at: number, { from, to }: Period): number => (at - from) / (to - from);

function atPointer(strip: HTMLElement, x: number, { from, to }: Period): number {
  const box = strip.getBoundingClientRect();
  return from + Math.max(0, Math.min(1, (x - box.left) / box.width)) * (to - from);
}

export function TimeStrip() {
  const strip = useRef<HTMLDivElement>(null);
  const counts = useComputed(() => (played.value === null ? null : histogram(played.value.reported, period.value)));
  const of = period.value;
  const draw = (at: number) => strip.current?.style.setProperty('--at', String(fractionOf(at, period.peek())));
  useEffect(() => onNeedle(draw), []);
  useEffect(() => draw(moment.value), [moment.value, of]);
  const drag = useDrag(strip);
  return (
    <div
      class="time-strip"
      ref={strip}
      data-past={inPast.value}
      style={{
        '--win': String(windowMs.value / (of.to - of.from)),
        '--now': String(Math.max(0, Math.min(1, fractionOf(present.value, of)))),
      }}
      {...drag}
    >
      {counts.value !== null && <Bars counts={counts.value} period={of} />}
      <div class="future" />
      <div class="band" />
      <WindowStart />
      <Needle />
      <PeriodStanding />
    </div>
  );
}

function useDrag(strip: { current: HTMLDivElement | null }) {
  const dragged = useRef<'moment' | 'window' | null>(null);
  const move = (event: PointerEvent, isLast: boolean) => {
    const element = strip.current;
    if (dragged.current === null || element === null) return;
    const at = atPointer(element, event.clientX, period.peek());
    if (dragged.current === 'window') chooseWindow(moment.peek() - at);
    else if (isLast) standAt(at);
    else dragTo(at);
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      const target = event.target instanceof Element ? event.target : null;
      dragged.current = target?.closest('.window-start') ? 'window' : 'moment';
      strip.current?.setPointerCapture(event.pointerId);
      strip.current?.querySelector<HTMLElement>(dragged.current === 'window' ? '.window-start' : '.needle')?.focus();
      event.preventDefault();
      if (dragged.current === 'moment') move(event, false);
    },
    onPointerMove: (event: PointerEvent) => move(event, false),
    onPointerUp: (event: PointerEvent) => {
      move(event, true);
      dragged.current = null;
    },
    onPointerCancel: () => {
      dragged.current = null;
    },
  };
}

function Needle() {
  const of = period.value;
  const press = (event: KeyboardEvent) => {
    const step = stepOf(of);
    const deeds: Record<string, () => void> = {
      ArrowLeft: () => stepBy(-step),
      ArrowDown: () => stepBy(-step),
      ArrowRight: () => stepBy(step),
      ArrowUp: () => stepBy(step),
      PageDown: () => stepBy(-binOf(of)),
      PageUp: () => stepBy(binOf(of)),
      Home: rewind,
      End: goLive,
      ' ': togglePlay,
    };
    const deed = deeds[event.key];
    if (deed === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    deed();
  };
  return (
    <div
      class="needle"
      role="slider"
      tabIndex={0}
      aria-label={tt('moment')}
      aria-valuemin={Math.round(of.from / 60_000)}
      aria-valuemax={Math.round(of.to / 60_000)}
      aria-valuenow={Math.round(moment.value / 60_000)}
      aria-valuetext={tt('moment.text', { at: momentText(moment.value), window: spanText(windowMs.value) })}
      onKeyDown={press}
    />
  );
}

function WindowStart() {
  const of = period.value;
  const press = (event: KeyboardEvent) => {
    const by = { ArrowLeft: 1, ArrowDown: 1, ArrowRight: -1, ArrowUp: -1 }[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    chooseWindow(windowMs.peek() + by * stepOf(of));
  };
  return (
    <div
      class="window-start"
      role="slider"
      tabIndex={0}
      aria-label={tt('window.start')}
      aria-valuemin={10}
      aria-valuemax={366 * 1440}
      aria-valuenow={Math.round(windowMs.value / 60_000)}
      aria-valuetext={spanText(windowMs.value)}
      onKeyDown={press}
    />
  );
}
