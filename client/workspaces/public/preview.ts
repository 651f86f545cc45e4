/** Where the kiosk shows an area or a grid, in the language of the screen. Pure. */
import type { AreaLevel } from '../../../server/contract/codes.ts';
import type { Language } from '../../i18n/translate.ts';

export type PreviewView = 'kiosk' | 'notice' | 'map' | 'qr';
export interface PreviewLink {
  readonly view: PreviewView;
  readonly href: string;
}

function linkTo(of: 'area' | 'grid', code: string, view: PreviewView, language: Language): PreviewLink {
  const search = new URLSearchParams({ [of]: code });
  if (view !== 'kiosk') search.set('view', view);
  if (language !== 'zh-CN') search.set('lang', language);
  return { view, href: `/kiosk?${search}` };
}

/** Notices of a community only: those of a town are hundreds of sheets in one page. */
export const areaPreviews = (code: string, level: AreaLevel, language: Language): readonly PreviewLink[] =>
  (level === 'community' ? (['kiosk', 'map', 'notice'] as const) : (['kiosk', 'map'] as const)).map((view) =>
    linkTo('area', code, view, language),
  );

export const gridPreviews = (code: string, language: Language): readonly PreviewLink[] =>
  (['kiosk', 'notice', 'qr'] as const).map((view) => linkTo('grid', code, view, language));
