/**
 * While a plan is worked on, lists and cards are drawn in the next animation frame instead of right after each event: what
 * comes between (the library of the map asks for its place with every event of the mouse) then finds a page that is laid out,
 * and several changes before one frame are drawn once. The frame on the screen is the same.
 */
import { options } from 'preact';

/** Where no frames are made, as in a page that lies behind another. */
const HIDDEN_MS = 100;

export function renderInFrames(): () => void {
  const before = options.debounceRendering;
  options.debounceRendering = (render) => {
    const late = setTimeout(() => {
      cancelAnimationFrame(frame);
      render();
    }, HIDDEN_MS);
    const frame = requestAnimationFrame(() => {
      clearTimeout(late);
      render();
    });
  };
  return () => {
    if (before === undefined) delete options.debounceRendering;
    else options.debounceRendering = before;
  };
}
