/**
 * While a map loads, every piece that comes would have all of it drawn anew. Where drawing is slow (no GPU, a wall of many pixels) that
 * takes the processor from the very loading. So a frame of a map at rest that is not whole yet is left out, and the one before stays
 * on the screen, until drawing has had no more than its share of the time: where a frame costs 2 ms none is missed, where it costs
 * 150 ms the map appears a second earlier.
 */
import type { Map as MapLibreMap } from 'maplibre-gl';

/** A frame that is not whole waits so many times what the last one cost. */
const TIMES_ITS_COST = 8;
/** Nothing that has come is kept back longer. */
const LONGEST_MS = 2000;
/** Of the first frame, before any was measured. */
const FIRST_COST_MS = 250;

/** Milliseconds from `now` for which a frame may be left out; 0: it is to be drawn. */
export function holdFor(now: number, drawn: { readonly at: number; readonly costMs: number }): number {
  return Math.max(0, drawn.at + Math.min(LONGEST_MS, drawn.costMs * TIMES_ITS_COST) - now);
}

/**
 * Call once, before the first frame. What the library draws with is its own affair and has no event before it: `painter.render` is what
 * its frame ends with, after sources, glyphs and names were seen to.
 */
export function holdFrames(map: MapLibreMap): void {
  const { painter } = map;
  const draw = painter.render.bind(painter);
  const measured = new MessageChannel();
  let began = performance.now();
  let drawn = { at: began, costMs: FIRST_COST_MS };
  let hasDrawn = false;
  let isEmpty = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // a message comes when the frame is on the screen: without a GPU most of its cost is paid after the call
  measured.port1.onmessage = () => {
    const now = performance.now();
    drawn = { at: now, costMs: now - began };
  };
  // a canvas of another size is empty, as it was before the first frame
  map.on('resize', () => {
    isEmpty = hasDrawn;
  });
  map.on('remove', () => {
    clearTimeout(timer);
    measured.port1.close();
  });
  painter.render = (...frame) => {
    // names that are to be placed once more are followed by a frame at once; names that fade in are meant to be seen
    const isLast = map.loaded() && !(map._placementDirty && frame[2].fadeDuration === 0);
    const wait = isLast || map.isMoving() || isEmpty ? 0 : holdFor(performance.now(), drawn);
    clearTimeout(timer);
    if (wait > 0) {
      timer = setTimeout(() => map.triggerRepaint(), wait);
      return;
    }
    hasDrawn = true;
    isEmpty = false;
    began = performance.now();
    draw(...frame);
    measured.port2.postMessage(null);
  };
}
