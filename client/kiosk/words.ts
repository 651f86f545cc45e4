/** The words of the kiosk, distances and times as people say them. */
import { enKiosk } from '../i18n/en-kiosk.ts';
import { type KioskKey, zhKiosk } from '../i18n/zh-kiosk.ts';
import { language, number, textsOf } from '../state/language.ts';

export const tk = textsOf(zhKiosk, enKiosk);

export const kindName = (kind: 'building' | 'organization' | 'service-point' | 'grid'): string =>
  tk(`kind.${kind}` as KioskKey);

export function troubleText(code: string): string {
  const key = `trouble.${code}`;
  return key in zhKiosk ? tk(key as KioskKey) : tk('trouble.other', { code });
}

/** 45 米, 320 米, 1.2 公里. */
export const distanceText = (metres: number): string =>
  metres < 995
    ? tk('unit.m', { n: number(metres < 20 ? Math.round(metres) : Math.round(metres / 10) * 10) })
    : tk('unit.km', { n: number(metres / 1000, 1) });

/** 11月30日 15:04, in Asia/Shanghai. */
export function timeText(ms: number): string {
  return new Intl.DateTimeFormat(language.value, {
    month: language.value === 'en' ? 'short' : 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'Asia/Shanghai',
  }).format(ms);
}
