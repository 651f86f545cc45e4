/** How a number of households stands against its band, in a sign and a word. */
import { BAND_SIGNS } from '../state/band-signs.ts';
import type { BandWord } from '../state/grids.ts';
import { t } from '../state/language.ts';

export const BandTag = ({ result }: { result: BandWord }) => (
  <span class={`tag ${result}`}>
    <span aria-hidden="true">{BAND_SIGNS[result]}</span>
    {t(`band.${result}`)}
  </span>
);
