/** What keeps a wall screen going for months: its theme and size, a place that moves a little, a machine that does not sleep. */

import { route } from '../../route.ts';
import { forcedTheme } from '../../theme.ts';

const LEAST = 0.5;
const MOST = 3;

/** `scale=1.2` in the address; 1 when it is no number. */
export function parseScale(text: string | undefined): number {
  const found = Number(text);
  return text !== undefined && found > 0 ? Math.max(LEAST, Math.min(MOST, found)) : 1;
}

/** Root pixels around where it belongs; back where it began after eight minutes. */
const PLACES = [
  [0, 0],
  [4, 2],
  [6, 5],
  [2, 7],
  [-2, 5],
  [-6, 2],
  [-4, -3],
  [0, -5],
] as const;
const MOVE_MS = 60_000;

/** So that nothing bright burns into one place; a step a minute, without motion. */
function drift(): () => void {
  const root = document.documentElement.style;
  let at = 0;
  const move = () => {
    const [x, y] = PLACES[at++ % PLACES.length]!;
    root.setProperty('--drift-x', `${x}px`);
    root.setProperty('--drift-y', `${y}px`);
  };
  move();
  const timer = setInterval(move, MOVE_MS);
  return () => {
    clearInterval(timer);
    root.removeProperty('--drift-x');
    root.removeProperty('--drift-y');
  };
}

/** A browser that cannot, or a battery that will not, is no error. */
function stayAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let wanted = true;
  const ask = async () => {
    if (document.hidden || !('wakeLock' in navigator)) return;
    try {
      lock = await navigator.wakeLock.request('screen');
      if (!wanted) void lock.release();
    } catch {
      lock = null;
    }
  };
  void ask();
  document.addEventListener('visibilitychange', ask);
  return () => {
    wanted = false;
    document.removeEventListener('visibilitychange', ask);
    void lock?.release();
  };
}

/** Dark unless the address says `theme=light`. The answer gives everything back. */
export function standAsWall(): () => void {
  const { scale, theme } = route.peek().params;
  const root = document.documentElement;
  root.dataset.wall = 'yes';
  root.style.setProperty('--ui-scale', String(parseScale(scale)));
  forcedTheme.value = theme === 'light' ? 'light' : 'dark';
  const stops = [drift(), stayAwake()];
  return () => {
    for (const stop of stops) stop();
    delete root.dataset.wall;
    root.style.removeProperty('--ui-scale');
    forcedTheme.value = null;
  };
}
