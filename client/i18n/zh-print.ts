/** Texts of every map on paper in Chinese. */
import type { Message } from './translate.ts';

export const zhPrint = {
  north: '北',
  scale: '比例尺 1∶{scale}',
  metres: '{n} 米',
  kilometres: '{n} 公里',
  review: '审图号：{number}',
  made: '制作日期：{date}',
  sketch: '本图为示意图，边界以公布的网格图为准',
} as const satisfies Readonly<Record<string, Message>>;

export type PrintKey = keyof typeof zhPrint;
