/** A scale bar: a round length on the ground at the middle of the map. */
import { number, t } from '../state/language.ts';
import { viewport } from '../state/viewport.ts';

const EARTH_CIRCUMFERENCE_M = 40_075_016.686;
const WIDEST_PX = 110;

/** The longest of 1, 2, 5 × 10ⁿ metres that is at most `widest` pixels long. */
export function roundLength(metresPerPixel: number, widest: number): { metres: number; pixels: number } {
  const most = metresPerPixel * widest;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = ([5, 2, 1].find((step) => step * power <= most) ?? 1) * power;
  return { metres, pixels: metres / metresPerPixel };
}

/** Metres of a screen pixel of the map (512-pixel tiles) at this latitude; good for a bar, not for measuring. */
export const metresPerPixel = (zoom: number, lat: number): number =>
  (EARTH_CIRCUMFERENCE_M * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** zoom);

export function ScaleBar() {
  const view = viewport.value;
  if (view === null) return null;
  const { metres, pixels } = roundLength(metresPerPixel(view.zoom, (view.bounds[1] + view.bounds[3]) / 2), WIDEST_PX);
  const text = metres >= 1000 ? t('unit.km', { n: number(metres / 1000) }) : t('unit.m', { n: number(metres) });
  return (
    <div class="scale" style={{ width: `${Math.round(pixels)}px` }} aria-hidden="true">
      {text}
    </div>
  );
}
