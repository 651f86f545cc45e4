/**
 * Mouse, pen, fingers and the keyboard on a plan. With a tool in hand one button or finger draws; two fingers, or the button
 * with Space held, move the map. A long press of a finger chooses, and so does Alt. Enter is a press in the middle of the map.
 */
import { effect } from '@preact/signals';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { toUnits } from '../../../server/geometry/lattice.ts';
import { tool } from '../../state/plan/choice.ts';
import type { Hold } from '../../state/plan/gesture.ts';
import { ghost } from '../../state/plan/ghost.ts';
import { planSession } from '../../state/plan/opened.ts';
import {
  dropGesture,
  finishLine,
  hover,
  isDrawing,
  isUnderWay,
  lead,
  pick,
  press,
  release,
} from '../../state/plan/strokes.ts';
import { planOverlay } from './plan-overlay.ts';

const LONG_PRESS_MS = 500;
/** A finger that moves less is at rest. */
const REST_PX = 9;
const EQUATOR_M = 40_075_016.686;

type Pixel = readonly [x: number, y: number];

const unitsAt = (map: MapLibreMap, [x, y]: Pixel): [number, number] => {
  const { lng, lat } = map.unproject([x, y]);
  return [toUnits(lng), toUnits(lat)];
};

const middleOf = (map: MapLibreMap): Pixel => {
  const { clientWidth, clientHeight } = map.getContainer();
  return [clientWidth / 2, clientHeight / 2];
};

function holdOf(map: MapLibreMap, keys: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): Hold {
  const metresPerPixel = (EQUATOR_M * Math.cos((map.getCenter().lat * Math.PI) / 180)) / (512 * 2 ** map.getZoom());
  return { shift: keys.shiftKey, box: keys.ctrlKey || keys.metaKey, metresPerPixel };
}

const NO_KEYS = { shiftKey: false, ctrlKey: false, metaKey: false };

/** Enter on the focused map. A second one at the same place ends a line, as a double click does. */
export function enterPlan(map: MapLibreMap, event: KeyboardEvent): boolean {
  if (planSession.peek() === null) return false;
  // the proposal on the screen is accepted or let go first
  if (ghost.peek() !== null) return true;
  const at = unitsAt(map, middleOf(map));
  if (!isDrawing()) {
    pick(...at);
    return true;
  }
  const isShape = tool.peek() === 'rectangle' || tool.peek() === 'lasso';
  if (isShape && isUnderWay()) {
    lead(at);
    if (tool.peek() === 'rectangle' || isLast(at)) release();
  } else if (isLineTool() && isUnderWay() && (!isKeyed || isLast(at))) finishLine();
  else {
    press(...at, holdOf(map, { ...NO_KEYS, shiftKey: event.shiftKey }));
    if (!isShape) release();
  }
  last = isUnderWay() ? at : null;
  return true;
}

/** Whether the keys were used last: then the middle of the map is the pointer. */
let isKeyed = false;
let last: readonly [number, number] | null = null;
const isLineTool = (): boolean => tool.peek() === 'split' || tool.peek() === 'cut';
const isLast = ([x, y]: readonly [number, number]): boolean => last !== null && last[0] === x && last[1] === y;

/** Follows the pointer on the map for as long as the plan is there. */
export function planPointer(map: MapLibreMap): () => void {
  const container = map.getCanvasContainer();
  const canvas = map.getCanvas();
  const overlay = planOverlay(map);
  const fingers = new Set<number>();
  let isDown = false;
  let isLatched = false;
  let isSpaced = false;
  let downAt: Pixel = [0, 0];
  let rest: ReturnType<typeof setTimeout> | undefined;
  let way: number[] = [];
  let pixel: Pixel | null = null;
  let hold: Hold = holdOf(map, NO_KEYS);
  let frame = 0;

  const pixelOf = (event: MouseEvent): Pixel => {
    const box = container.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  /** Once a frame, whatever the pointer sends. */
  const flush = (): void => {
    frame = 0;
    if (isDown || isLatched) {
      if (way.length > 0) lead(way);
      way = [];
    } else hover(pixel === null ? null : unitsAt(map, pixel), hold);
  };
  const soon = (): void => {
    frame ||= requestAnimationFrame(flush);
  };
  const flushNow = (): void => {
    cancelAnimationFrame(frame);
    flush();
  };

  const steer = (): void => {
    const draws = isDrawing() && !isSpaced && fingers.size < 2;
    map.dragPan[draws ? 'disable' : 'enable']();
    map.boxZoom[isDrawing() ? 'disable' : 'enable']();
    map.doubleClickZoom[isDrawing() ? 'disable' : 'enable']();
    canvas.style.cursor = isSpaced ? 'grab' : draws ? 'crosshair' : '';
    // with dragging off the browser would scroll the page under a finger
    container.style.touchAction = 'none';
    canvas.style.touchAction = 'none';
  };

  const letGo = (): void => {
    clearTimeout(rest);
    isDown = false;
    isLatched = false;
    way = [];
    dropGesture();
  };

  const down = (event: PointerEvent): void => {
    isKeyed = false;
    if (event.pointerType === 'touch') fingers.add(event.pointerId);
    steer();
    if (fingers.size > 1) {
      letGo();
      return;
    }
    if (event.button !== 0 || isSpaced || !isDrawing()) return;
    pixel = pixelOf(event);
    hold = holdOf(map, event);
    if (isLatched) return;
    const at = unitsAt(map, pixel);
    if (event.altKey) pick(...at);
    if (event.altKey || !press(...at, hold)) return;
    isDown = true;
    downAt = pixel;
    container.setPointerCapture(event.pointerId);
    if (event.pointerType !== 'touch') return;
    clearTimeout(rest);
    rest = setTimeout(() => {
      letGo();
      pick(...at);
    }, LONG_PRESS_MS);
  };

  const move = (event: PointerEvent): void => {
    const at = pixelOf(event);
    isKeyed = false;
    if (Math.hypot(at[0] - downAt[0], at[1] - downAt[1]) > REST_PX) clearTimeout(rest);
    if (event.pointerType === 'touch' && !isDown) return;
    pixel = at;
    hold = holdOf(map, event);
    overlay.point(at);
    if (isDown || isLatched) way.push(...unitsAt(map, at));
    soon();
  };

  const up = (event: PointerEvent): void => {
    fingers.delete(event.pointerId);
    clearTimeout(rest);
    if (isDown || isLatched) {
      // a latched brush is let go of by the next click
      if (isDown || event.button === 0) {
        flushNow();
        isDown = false;
        isLatched = false;
        release();
      }
    }
    if (event.pointerType === 'touch') overlay.point(null);
    steer();
  };

  const cancel = (event: PointerEvent): void => {
    fingers.delete(event.pointerId);
    letGo();
    steer();
  };

  const leave = (event: PointerEvent): void => {
    if (event.pointerType === 'touch' || isDown) return;
    pixel = null;
    overlay.point(null);
    soon();
  };

  /** Ends a line; with a brush, paints on without the button until the next click. */
  const double = (event: MouseEvent): void => {
    if (!isDrawing()) return;
    if (isLineTool()) finishLine();
    else if (tool.peek() === 'brush' || tool.peek() === 'restore') {
      isLatched = press(...unitsAt(map, pixelOf(event)), holdOf(map, event));
    }
  };

  const isTyping = (target: EventTarget | null): boolean =>
    target instanceof HTMLElement && target.closest('input, textarea, select, button, a, [contenteditable]') !== null;
  const key = (event: KeyboardEvent): void => {
    if (event.type === 'keydown' && event.key === 'Escape' && isUnderWay()) {
      // before those who would let go of the tool
      event.stopImmediatePropagation();
      letGo();
      return;
    }
    if (event.code === 'Space' && !isTyping(event.target) && isDrawing()) {
      isSpaced = event.type === 'keydown';
      event.preventDefault();
      steer();
    }
    isKeyed ||= event.type === 'keydown' && event.target === canvas && event.key.startsWith('Arrow');
  };
  const blur = (): void => {
    isSpaced = false;
    steer();
  };
  /** With the keys the middle of the map is the pointer. */
  const middle = (): void => {
    if (!isKeyed) return;
    pixel = middleOf(map);
    overlay.point(pixel);
    if (isUnderWay()) lead(unitsAt(map, pixel));
    else soon();
  };
  const click = (event: { point: { x: number; y: number } }): void => {
    if (!isDrawing() && planSession.peek() !== null) pick(...unitsAt(map, [event.point.x, event.point.y]));
  };

  const stopSteering = effect(() => {
    void tool.value;
    void isDrawing();
    letGo();
    last = null;
    steer();
    soon();
  });
  container.addEventListener('pointerdown', down);
  container.addEventListener('pointermove', move);
  container.addEventListener('pointerup', up);
  container.addEventListener('pointercancel', cancel);
  container.addEventListener('pointerleave', leave);
  container.addEventListener('dblclick', double);
  window.addEventListener('keydown', key, true);
  window.addEventListener('keyup', key);
  window.addEventListener('blur', blur);
  map.on('move', middle);
  map.on('click', click);
  return () => {
    stopSteering();
    cancelAnimationFrame(frame);
    letGo();
    hover(null, hold);
    container.removeEventListener('pointerdown', down);
    container.removeEventListener('pointermove', move);
    container.removeEventListener('pointerup', up);
    container.removeEventListener('pointercancel', cancel);
    container.removeEventListener('pointerleave', leave);
    container.removeEventListener('dblclick', double);
    window.removeEventListener('keydown', key, true);
    window.removeEventListener('keyup', key);
    window.removeEventListener('blur', blur);
    map.off('move', middle);
    map.off('click', click);
    overlay.stop();
    map.dragPan.enable();
    map.boxZoom.enable();
    map.doubleClickZoom.enable();
    canvas.style.cursor = '';
    canvas.style.touchAction = '';
    container.style.touchAction = '';
  };
}
