/**
 * The line above every workspace while an emergency mode is in force over what is on the screen: where, since when, why, by
 * whom; its rules unfold below. Spoken once when it comes and once when it goes.
 */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Emergency } from '../../../../server/contract/emergencies.ts';
import { announce } from '../../../state/announce.ts';
import { followEmergencies, inForce } from '../../../state/command/emergency-watch.ts';
import { language } from '../../../state/language.ts';
import { go } from '../../../state/route.ts';
import { mayCommand } from '../../../state/who.ts';
import { ta } from './alarm-words.ts';
import { Roster, RulesList } from './emergency-rules.tsx';
import '../../../theme/command-alarm.css';

const since = (iso: string): string =>
  new Intl.DateTimeFormat(language.value, {
    ...{ timeZone: 'Asia/Shanghai', hourCycle: 'h23', month: 'numeric', day: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit' },
  }).format(Date.parse(iso));

/** Says what is new against the time before; what was in force when the page opened is said as well. */
function useSpoken(list: readonly Emergency[] | null): void {
  const before = useRef<ReadonlyMap<number, Emergency>>(new Map());
  useEffect(() => {
    if (list === null) return;
    const now = new Map(list.map((one) => [one.id, one]));
    const said = [
      ...list
        .filter(({ id }) => !before.current.has(id))
        .map(({ areaName, reason }) => ta('spoken.on', { area: areaName, reason })),
      ...[...before.current.values()]
        .filter(({ id }) => !now.has(id))
        .map(({ areaName }) => ta('spoken.off', { area: areaName })),
    ];
    before.current = now;
    if (said.length > 0) announce(said.join(language.peek() === 'en' ? '. ' : '。'));
  }, [list]);
}

/** What lies over the map on a phone begins below the line, however many rows it takes. */
function useRoomAbove(shown: boolean) {
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = bar.current;
    if (element === null) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => style.setProperty('--alarm-high', `${element.offsetHeight}px`));
    observer.observe(element);
    return () => {
      observer.disconnect();
      style.removeProperty('--alarm-high');
    };
  }, [shown]);
  return bar;
}

export function EmergencyBanner() {
  const open = useSignal(false);
  useEffect(followEmergencies, []);
  const list = inForce.value;
  useSpoken(list);
  const [first, ...more] = list ?? [];
  const bar = useRoomAbove(first !== undefined);
  if (first === undefined) return null;
  return (
    <section class="alarm" ref={bar} aria-label={ta('line.mode')}>
      <div class="alarm-line">
        <span class="alarm-sign" aria-hidden="true" />
        <strong>
          {first.areaName} · {ta('line.mode')}
        </strong>
        <span class="why" title={first.reason}>
          {first.reason}
        </span>
        <span class="who">
          {ta('line.since', { at: since(first.from) })} · {ta('line.by', { by: first.by })}
        </span>
        {more.length > 0 && <span class="tag">{ta('line.more', { count: more.length })}</span>}
        <button
          class="plain"
          type="button"
          aria-expanded={open.value}
          onClick={() => {
            open.value = !open.value;
          }}
        >
          {ta('line.rules')}
        </button>
        {mayCommand.value && (
          <button class="plain open" type="button" onClick={() => go('command/emergency')}>
            {ta('line.open')}
          </button>
        )}
      </div>
      {open.value && (
        <div class="alarm-rules">
          {[first, ...more].map((one) => (
            <article key={one.id}>
              <h2>
                {one.areaName} · {ta('line.since', { at: since(one.from) })} · {ta('line.by', { by: one.by })}
              </h2>
              <p>{one.reason}</p>
              <RulesList rules={one.rules} />
              <Roster roster={one.rules.roster} />
            </article>
          ))}
        </div>
      )}
    </section>
  );
}
