/** What of the map is covered by card, legend or sheet, so that nothing flown to lies under them. Pixels. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { answer } from '../state/answer.ts';
import { cardOverMap, formOverMap } from '../state/view.ts';

export interface Room {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

const NARROW = 640;

/** Where the card lies right and the open legend left below; on a narrow map one sheet from below is all there is. */
export function room(map: MapLibreMap): Room {
  const { clientWidth: wide, clientHeight: high } = map.getContainer();
  const card = answer.peek().state !== 'none' || cardOverMap.peek();
  if (wide < NARROW) {
    if (card) return { top: 76, right: 20, bottom: Math.round(high * 0.62), left: 20 };
    // a form covers more; what is left goes beside the button of the legend, under tools
    const top = document.querySelector('.tools-of-plan') === null ? 16 : 76;
    if (formOverMap.peek()) return { top, right: 64, bottom: Math.round(high * 0.72), left: 16 };
    return { top: 76, right: 20, bottom: 90, left: 20 };
  }
  const edge = Math.min(48, wide / 10);
  const free = { top: edge, right: card && wide > 900 ? Math.min(430, wide * 0.4) : edge, bottom: edge, left: edge };
  // measured: its size is that of what the workspace put into it
  const legend = document.querySelector('.legend[data-open="true"]')?.getBoundingClientRect();
  return legend ? beside(free, { wide, high }, legend) : free;
}

/** Right of the legend or above it, whichever leaves the larger square. */
export function beside(
  free: Room,
  { wide, high }: { wide: number; high: number },
  legend: { width: number; height: number },
): Room {
  const square = ({ top, right, bottom, left }: Room) => Math.min(wide - left - right, high - top - bottom);
  const right = { ...free, left: free.left + legend.width };
  const above = { ...free, bottom: free.bottom + legend.height };
  const best = square(right) > square(above) ? right : above;
  return square(best) > 0 ? best : free;
}
