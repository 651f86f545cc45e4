/** Texts of an area's map of grids in Chinese. */
import type { Message } from './translate.ts';

export const zhKioskMap = {
  title: '辖区网格图',
  'title.of': '{name}网格图',
  'title.more': '{name}网格一览表',
  grids: { one: '共 {count} 个网格', other: '共 {count} 个网格' },
  division: '出图范围',
  'division.county': '全县（区）一张',
  'division.town': '每个街道（乡镇）一张',
  'division.community': '每个社区（村）一张',
  none: '这个地区还没有网格。',
  notices: '网格公示牌',
  'map.label': '{name}网格图',
  'legend.grid': '网格界线',
  'legend.community': '社区（村）界线',
  'legend.town': '街道（乡镇）界线',
  'legend.area': '辖区界线',
  'legend.street': '道路',
  'legend.water': '水面',
  'legend.building': '楼栋',
  'legend.service-point': '服务点',
  fills: '底色和底纹只用来区分相邻网格；图上的数字是网格编码的末几位。',
  missing: {
    one: '另有 {count} 个网格太小，图上没有注记，见表。',
    other: '另有 {count} 个网格太小，图上没有注记，见表。',
  },
  'table.label': '{name}网格一览表',
  'table.after': '网格一览表见后页。',
  code: '网格编码',
  name: '名称',
  worker: '网格员',
  phone: '办公电话',
  households: '户数',
  uncounted: '“≥”：有的楼栋尚未统计户数。',
  part: { one: '{name}（{count} 个网格）', other: '{name}（{count} 个网格）' },
  source: '资料来源：{area}发布的第 {edition} 版网格图（{date}起使用）及基础地理底图',
} as const satisfies Readonly<Record<string, Message>>;

export type KioskMapKey = keyof typeof zhKioskMap;
