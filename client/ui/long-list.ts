/**
 * A list too long to draw whole: only the rows in sight are drawn, one row is in the tab order (roving tabindex), keys
 * move it. Rows have one height, `--row` in rem.
 */
import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { moveCursor } from './list-cursor.ts';

const FALLBACK_ROW = 52;

/** The rows to draw. `from` is the first, `to` the one after the last. */
export function visibleRows(
  scrollTop: number,
  height: number,
  row: number,
  count: number,
): { from: number; to: number } {
  const spare = 6;
  const from = Math.max(0, Math.floor(scrollTop / row) - spare);
  return { from: Math.min(from, count), to: Math.min(count, Math.ceil((scrollTop + height) / row) + spare) };
}

interface Wishes {
  readonly count: number;
  /** The row chosen here or elsewhere, brought into sight when it changes; −1 for none. */
  readonly chosen: number;
  /** What makes the list another one, so that the chosen row is looked for again. */
  readonly rows: unknown;
  readonly onEnter: (index: number) => void;
  readonly onMove?: (index: number) => void;
}

export interface LongList {
  readonly body: RefObject<HTMLDivElement | null>;
  /** Pixels. */
  readonly row: number;
  readonly height: number;
  /** The row in the tab order. */
  readonly at: number;
  /** Indices of the rows to draw; the row in the tab order is among them even when it is out of sight. */
  readonly drawn: readonly number[];
  readonly measure: () => void;
  readonly press: (event: KeyboardEvent) => void;
  readonly moveTo: (index: number) => void;
}

export function useLongList({ count, chosen, rows, onEnter, onMove }: Wishes): LongList {
  const body = useRef<HTMLDivElement>(null);
  const scroll = useSignal({ top: 0, height: 600, row: FALLBACK_ROW });
  const cursor = useSignal(0);
  const focusWanted = useRef(false);

  const measure = () => {
    const box = body.current;
    if (!box) return;
    const row = Number.parseFloat(getComputedStyle(box).getPropertyValue('--row-px')) || FALLBACK_ROW;
    const next = { top: box.scrollTop, height: box.clientHeight, row };
    const old = scroll.peek();
    if (old.top !== next.top || old.height !== next.height || old.row !== next.row) scroll.value = next;
  };

  useLayoutEffect(() => {
    const box = body.current;
    if (!box) return;
    // the row height is set in rem; here it is needed in pixels
    const probe = () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      const row = Number.parseFloat(getComputedStyle(box).getPropertyValue('--row')) || 3.25;
      box.style.setProperty('--row-px', String(Math.round(rem * row)));
      measure();
    };
    const observer = new ResizeObserver(probe);
    observer.observe(box);
    probe();
    return () => observer.disconnect();
  }, []);

  const show = (index: number) => {
    const box = body.current;
    const { row } = scroll.peek();
    if (!box) return;
    const top = index * row;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + row > box.scrollTop + box.clientHeight) box.scrollTop = top + row - box.clientHeight;
    measure();
  };

  useEffect(() => {
    if (chosen < 0) return;
    cursor.value = chosen;
    show(chosen);
  }, [chosen, rows]);

  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    body.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  });

  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      if (cursor.value >= count) return;
      event.preventDefault();
      onEnter(cursor.value);
      return;
    }
    const page = Math.floor(scroll.value.height / scroll.value.row) || 10;
    const next = moveCursor(event.key, cursor.value, count, page);
    if (next === null) return;
    event.preventDefault();
    cursor.value = next;
    onMove?.(next);
    focusWanted.current = true;
    show(next);
  };

  const at = Math.min(cursor.value, count - 1);
  const { from, to } = visibleRows(scroll.value.top, scroll.value.height, scroll.value.row, count);
  const drawn = Array.from({ length: to - from }, (_, offset) => from + offset);
  if (at >= 0 && (at < from || at >= to)) drawn.push(at);
  return {
    body,
    row: scroll.value.row,
    height: count * scroll.value.row,
    at,
    drawn,
    measure,
    press,
    moveTo: (index) => {
      cursor.value = index;
    },
  };
}
