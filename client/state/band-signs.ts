/** Signs of the band, before a number of households: told by shape, so that no colour is needed. */
import type { BandWord } from './grids.ts';

export const BAND_SIGNS: Record<BandWord, string> = { under: '▼', in: '●', over: '▲', none: '–' };
