/**
 * What the address of the page says: `area` of the hall, `grid` of a QR code, `idle` seconds until the screen goes back to the start,
 * `lang` it starts in, `view=qr` for the code of a grid, `view=notice` for notices to be printed, `view=map` for the map of the area's grids
 * (`each=town` or `each=community`: one for each of them), on `paper=a3` if wanted.
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

const oneOf = <T extends string>(known: readonly T[], text: string | null): T | null =>
  known.find((one) => one === text) ?? null;

export const asked = {
  area: search.get('area'),
  grid: search.get('grid'),
  idleS: idleFrom(search.get('idle')),
  language: (search.get('lang') === 'en' ? 'en' : 'zh-CN') as Language,
  /** Where the address names one, whatever was chosen in this browser before. */
  namesLanguage: search.has('lang'),
  view: oneOf(['qr', 'notice', 'map'], search.get('view')),
  each: oneOf(['county', 'town', 'community'], search.get('each')),
  paper: (search.get('paper') === 'a3' ? 'a3' : 'a4') as 'a3' | 'a4',
} as const;

/** Where the code of a grid leads. `base`: as the service is reached from outside; null: as it is reached here. */
export const linkOf = (grid: string, base: string | null): string =>
  `${base ?? window.location.origin}/kiosk?grid=${encodeURIComponent(grid)}`;

/** The same page for an area: what is to be printed is printed of it. */
export function linkOfArea(area: string): string {
  const query = new URLSearchParams(search);
  query.delete('grid');
  query.set('area', area);
  return `/kiosk?${query}`;
}
