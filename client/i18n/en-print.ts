/** Texts of every map on paper in English. */
import type { Message } from './translate.ts';
import type { PrintKey } from './zh-print.ts';

export const enPrint: Readonly<Record<PrintKey, Message>> = {
  north: 'N',
  scale: 'Scale 1:{scale}',
  metres: '{n} m',
  kilometres: '{n} km',
  review: 'Map review number: {number}',
  made: 'Made on {date}',
  sketch: 'A sketch: what counts is the published map',
};
