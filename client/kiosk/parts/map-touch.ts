/** Fingers on the map: one moves it, two zoom it, a short touch asks. Nothing turns it. */
import { panBy, zoomBy } from '../state/camera.ts';

/** A finger that moved less than this has touched. */
const STILL_PX = 12;

export interface MapTouch {
  down(event: PointerEvent): void;
  move(event: PointerEvent): void;
  up(event: PointerEvent): void;
  cancel(event: PointerEvent): void;
  wheel(event: WheelEvent): void;
}

interface Finger {
  x: number;
  y: number;
}

/** `onTouch`: pixels from the middle of the map. */
export function mapTouch(element: () => HTMLElement | null, onTouch: (x: number, y: number) => void): MapTouch {
  const fingers = new Map<number, Finger>();
  let travelled = 0;
  let most = 0;

  const fromMiddle = ({ clientX, clientY }: { clientX: number; clientY: number }): Finger => {
    const box = element()?.getBoundingClientRect();
    return {
      x: clientX - (box?.left ?? 0) - (box?.width ?? 0) / 2,
      y: clientY - (box?.top ?? 0) - (box?.height ?? 0) / 2,
    };
  };
  const spread = (): number => {
    const [a, b] = [...fingers.values()];
    return a === undefined || b === undefined ? 0 : Math.hypot(a.x - b.x, a.y - b.y);
  };
  const middle = (): Finger => {
    const all = [...fingers.values()];
    const mean = (of: (finger: Finger) => number) => all.reduce((sum, one) => sum + of(one), 0) / all.length;
    return { x: mean(({ x }) => x), y: mean(({ y }) => y) };
  };
  const lift = (event: PointerEvent): boolean => {
    const was = fingers.delete(event.pointerId);
    return was && fingers.size === 0;
  };

  return {
    down(event) {
      if (event.button !== 0) return;
      if (fingers.size === 0) [travelled, most] = [0, 0];
      fingers.set(event.pointerId, fromMiddle(event));
      most = Math.max(most, fingers.size);
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    },
    move(event) {
      const finger = fingers.get(event.pointerId);
      if (finger === undefined) return;
      const [before, widthBefore] = [middle(), spread()];
      const now = fromMiddle(event);
      travelled += Math.hypot(now.x - finger.x, now.y - finger.y);
      fingers.set(event.pointerId, now);
      if (travelled < STILL_PX && most === 1) return;
      const after = middle();
      panBy(after.x - before.x, after.y - before.y);
      if (widthBefore > 0 && spread() > 0) zoomBy(spread() / widthBefore, after);
    },
    up(event) {
      if (lift(event) && most === 1 && travelled < STILL_PX) {
        const { x, y } = fromMiddle(event);
        onTouch(x, y);
      }
    },
    cancel: lift,
    wheel(event) {
      event.preventDefault();
      zoomBy(Math.exp(-event.deltaY / 400), fromMiddle(event));
    },
  };
}
