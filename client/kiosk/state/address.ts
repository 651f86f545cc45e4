/**
 * What the address of the page says: `area` of the hall, `grid` of a QR code, `idle` seconds until the screen goes back to the start,
 * `lang` it starts in, `view=qr` for the code of a grid, `view=notice` for notices to be printed, on `paper=a3` if wanted.
 */
import type { Language } from '../../i18n/translate.ts';

const search = new URLSearchParams(window.location.search);

const IDLE_S = 60;
/** The last seconds are counted aloud; less than that would end before it began. */
export const COUNTED_S = 10;

function idleFrom(text: string | null): number {
  const seconds = text === null ? Number.NaN : Number(text);
  return Number.isFinite(seconds) ? Math.min(3600, Math.max(COUNTED_S + 1, seconds)) : IDLE_S;
}

const viewFrom = (text: string | null): 'qr' | 'notice' | null => (text === 'qr' || text === 'notice' ? text : null);

export const asked = {
  area: search.get('area'),
  grid: search.get('grid'),
  idleS: idleFrom(search.get('idle')),
  language: (search.get('lang') === 'en' ? 'en' : 'zh-CN') as Language,
  /** Where the address names one, whatever was chosen in this browser before. */
  namesLanguage: search.has('lang'),
  view: viewFrom(search.get('view')),
  paper: (search.get('paper') === 'a3' ? 'a3' : 'a4') as 'a3' | 'a4',
} as const;

/** Where the code of a grid leads. `base`: as the service is reached from outside; null: as it is reached here. */
export const linkOf = (grid: string, base: string | null): string =>
  `${base ?? window.location.origin}/kiosk?grid=${encodeURIComponent(grid)}`;
