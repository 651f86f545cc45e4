// @vitest-environment happy-dom
/** What is drawn with the frame of a stroke, and what waits until it is drawn. */
import { signal } from '@preact/signals';
import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { frameDrawn } from '../../client/state/plan/after-frame.ts';
import { renderInFrames } from '../../client/workspaces/plan/frame-rendering.ts';

let frames = new Map<number, FrameRequestCallback>();
const drawFrame = (): void => {
  const due = frames;
  frames = new Map();
  for (const frame of due.values()) frame(0);
};
/** Microtasks, in which everything is drawn elsewhere. */
const settle = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) await Promise.resolve();
};

beforeEach(() => {
  vi.useFakeTimers();
  let last = 0;
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => {
    frames.set(++last, frame);
    return last;
  });
  vi.stubGlobal('cancelAnimationFrame', (id: number) => frames.delete(id));
});
afterEach(() => {
  frames.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('lists and cards', () => {
  const count = signal(0);
  let renders = 0;
  const Count = () => {
    renders++;
    return <p>{`${count.value} grids`}</p>;
  };
  const place = document.createElement('div');
  let stop = (): void => undefined;
  beforeEach(() => {
    count.value = 0;
    render(<Count />, place);
    renders = 0;
    stop = renderInFrames();
  });
  afterEach(() => {
    stop();
    render(null, place);
  });

  it('are drawn once with the next frame, however much has changed before', async () => {
    count.value = 1;
    await settle();
    count.value = 2;
    await settle();
    expect(place.textContent).toBe('0 grids');
    drawFrame();
    expect([place.textContent, renders]).toEqual(['2 grids', 1]);
    vi.advanceTimersByTime(1000);
    expect(renders).toBe(1);
  });

  it('are drawn a moment later where no frames are made', async () => {
    count.value = 3;
    await settle();
    vi.advanceTimersByTime(150);
    expect([place.textContent, renders]).toEqual(['3 grids', 1]);
    expect(frames.size).toBe(0);
  });

  it('are drawn at once again when the plan is closed', async () => {
    stop();
    count.value = 4;
    await settle();
    expect(place.textContent).toBe('4 grids');
  });
});

describe('what waits for the frame', () => {
  const told = () => {
    let isDone = false;
    void frameDrawn().then(() => {
      isDone = true;
    });
    return async () => {
      await settle();
      return isDone;
    };
  };

  it('comes after it, not with it', async () => {
    const isDone = told();
    vi.advanceTimersByTime(50);
    expect(await isDone()).toBe(false);
    drawFrame();
    expect(await isDone()).toBe(false);
    vi.advanceTimersByTime(1);
    expect(await isDone()).toBe(true);
  });

  it('does not wait for ever where no frames are made', async () => {
    const isDone = told();
    vi.advanceTimersByTime(250);
    expect(await isDone()).toBe(true);
  });
});
