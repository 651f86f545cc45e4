/** What may wait until a stroke is on the screen waits here, so that nothing of it stands before the frame. */

/** Where no frames are made, as in a page that lies behind another. */
const HIDDEN_MS = 200;

/** Resolves once the next frame is drawn. */
export function frameDrawn(): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, HIDDEN_MS);
    requestAnimationFrame(() => {
      clearTimeout(late);
      setTimeout(resolve);
    });
  });
}
