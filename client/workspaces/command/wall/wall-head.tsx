/** Whose events, and what time it is; the way out shows itself to whoever looks for it. */
import { ahead, second } from '../../../state/command/clock.ts';
import { commandAreaName } from '../../../state/command/roles.ts';
import { language } from '../../../state/language.ts';
import { go } from '../../../state/route.ts';
import { tw } from './wall-words.ts';

const write = (options: Intl.DateTimeFormatOptions, at: number): string =>
  new Intl.DateTimeFormat(language.value, { timeZone: 'Asia/Shanghai', hourCycle: 'h23', ...options }).format(at);

export function WallHead() {
  const now = second.value + ahead.value;
  return (
    <div class="wall-head">
      <h2>
        {commandAreaName.value} <span>{tw('title')}</span>
      </h2>
      <button class="plain" type="button" onClick={() => go('command')}>
        {tw('leave')}
      </button>
      <p class="time">
        <span>{write({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' }, now)}</span>
        <strong class="wall-clock">{write({ hour: '2-digit', minute: '2-digit', second: '2-digit' }, now)}</strong>
      </p>
    </div>
  );
}
