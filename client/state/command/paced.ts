/** Runs something when asked, at most once a frame and four times a second; in a hidden page not before it is seen again. */
export const PAUSE_MS = 250;

export interface Paced {
  ask(): void;
  stop(): void;
}

export function paced(run: () => void): Paced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame: number | undefined;
  let last = Number.NEGATIVE_INFINITY;
  const waiting = () => timer !== undefined || frame !== undefined;
  const draw = () => {
    frame = undefined;
    last = performance.now();
    run();
  };
  return {
    ask() {
      if (waiting()) return;
      const rest = last + PAUSE_MS - performance.now();
      const wait = () => {
        timer = undefined;
        frame = requestAnimationFrame(draw);
      };
      if (rest > 0) timer = setTimeout(wait, rest);
      else wait();
    },
    stop() {
      clearTimeout(timer);
      if (frame !== undefined) cancelAnimationFrame(frame);
      timer = undefined;
      frame = undefined;
      last = Number.NEGATIVE_INFINITY;
    },
  };
}
