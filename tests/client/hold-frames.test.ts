/** Which frames of a map that loads are drawn, and which are left out. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { holdFor, holdFrames } from '../../client/map/hold-frames.ts';

describe('a frame that is not whole waits', () => {
  it.each([
    ['eight times what the last one cost', 1000, { at: 1000, costMs: 150 }, 1200],
    ['less what has gone by', 1700, { at: 1000, costMs: 150 }, 500],
    ['not at all when that is over', 2200, { at: 1000, costMs: 150 }, 0],
    ['a single frame where drawing is quick', 1000, { at: 1000, costMs: 2 }, 16],
    ['never longer than two seconds', 1000, { at: 1000, costMs: 900 }, 2000],
  ])('%s', (_, now, drawn, expected) => {
    expect(holdFor(now, drawn)).toBe(expected);
  });
});

describe('a map that loads', () => {
  let now = 0;
  let listeners: Record<string, () => void> = {};
  let state = { loaded: false, moving: false, placing: false };
  let drawn: unknown[] = [];
  const repaint = vi.fn();
  let frame: (fade?: number) => boolean;
  let measured: { onmessage: (() => void) | null } = { onmessage: null };

  beforeEach(() => {
    vi.useFakeTimers();
    [now, listeners, drawn] = [0, {}, []];
    state = { loaded: false, moving: false, placing: false };
    repaint.mockReset();
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    vi.stubGlobal(
      'MessageChannel',
      class {
        port1 = { onmessage: null as (() => void) | null, close: () => {} };
        port2 = { postMessage: () => {} };
        constructor() {
          measured = this.port1;
        }
      },
    );
    const map = {
      painter: { render: (...given: unknown[]) => drawn.push(given) },
      loaded: () => state.loaded,
      isMoving: () => state.moving,
      get _placementDirty() {
        return state.placing;
      },
      on: (name: string, listener: () => void) => {
        listeners[name] = listener;
      },
      triggerRepaint: repaint,
    } as unknown as MapLibreMap;
    holdFrames(map);
    frame = (fade = 0) => {
      const before = drawn.length;
      (map.painter.render as unknown as (...given: unknown[]) => void)('style', 'transform', { fadeDuration: fade });
      return drawn.length > before;
    };
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
  /** The last frame has come to the screen. */
  const shown = (cost: number) => {
    now += cost;
    measured.onmessage?.();
  };

  it('is drawn when it is whole, and told what the library gave', () => {
    now = 300;
    expect(frame()).toBe(false);
    state.loaded = true;
    expect(frame()).toBe(true);
    expect(drawn).toEqual([['style', 'transform', { fadeDuration: 0 }]]);
  });

  it('is drawn as far as it is when the first wait is over, and asks for that frame itself', () => {
    now = 100;
    expect(frame()).toBe(false);
    vi.advanceTimersByTime(1899);
    expect(repaint).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(repaint).toHaveBeenCalledOnce();
    now = 2000;
    expect(frame()).toBe(true);
  });

  it('misses no frame where drawing costs two milliseconds', () => {
    state.loaded = true;
    frame();
    shown(2);
    state.loaded = false;
    now += 16;
    expect(frame()).toBe(true);
  });

  it('misses what comes within eight times of what a slow drawing costs', () => {
    state.loaded = true;
    frame();
    shown(150);
    state.loaded = false;
    now += 1100;
    expect(frame()).toBe(false);
    now += 100;
    expect(frame()).toBe(true);
  });

  it.each([
    ['while it moves', () => (state.moving = true)],
    ['after its size has changed, when the canvas is empty', () => listeners.resize?.()],
  ])('is drawn %s', (_, change) => {
    state.loaded = true;
    frame();
    shown(150);
    state.loaded = false;
    expect(frame()).toBe(false);
    change();
    expect(frame()).toBe(true);
  });

  it('waits on when its size changes before anything was drawn', () => {
    listeners.resize?.();
    expect(frame()).toBe(false);
  });

  it('waits for names that are placed once more, but not for those that fade in', () => {
    state = { loaded: true, moving: false, placing: true };
    expect(frame()).toBe(false);
    expect(frame(120)).toBe(true);
  });

  it('asks for nothing once it is removed', () => {
    frame();
    listeners.remove?.();
    vi.advanceTimersByTime(5000);
    expect(repaint).not.toHaveBeenCalled();
  });
});
