/** A number of households against its band: the number, the zone of the band, a mark, and the word. */
import type { Band } from '../../server/contract/grids.ts';
import type { BandWord } from '../state/grids.ts';
import { number, t } from '../state/language.ts';
import { BandTag } from './band-tag.tsx';
import '../theme/band.css';

/** Where things lie on a bar of 100: the scale reaches half as far again as the band, or a little past the number. */
export function barPlaces(households: number, band: Band): { from: number; to: number; mark: number } {
  const end = Math.max(band.max * 1.5, households * 1.08, 1);
  return { from: (band.min / end) * 100, to: (band.max / end) * 100, mark: (households / end) * 100 };
}

export function BandBar({ households, band, result }: { households: number; band: Band | null; result: BandWord }) {
  return (
    <div class="band">
      <div class="top">
        <h3>{t('grid.households')}</h3>
        <strong>{number(households)}</strong>
        <BandTag result={result} />
      </div>
      {band !== null && <Bar households={households} band={band} result={result} />}
    </div>
  );
}

function Bar({ households, band, result }: { households: number; band: Band; result: BandWord }) {
  const { from, to, mark } = barPlaces(households, band);
  return (
    <>
      <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
        <rect class="track" y="3" width="100" height="6" rx="1" />
        <rect class="zone" x={from} y="3" width={to - from} height="6" />
        <rect class={`mark ${result}`} x={mark - 0.6} y="0" width="1.2" height="12" rx="0.4" />
      </svg>
      <p class="ends">{t('band.range', { min: band.min, max: band.max })}</p>
    </>
  );
}
