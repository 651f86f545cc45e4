/** Texts of the base map in Chinese, fetched where a site has one. */
export const zhBaseMap = {
  'baseMap.on': '底图',
  'baseMap.strength': '底图浓淡',
  'baseMap.source': '底图来源',
  'baseMap.review': '审图号：{number}',
  'baseMap.displaced': '底图瓦片为 GCJ-02 坐标，已校正后显示；网格等数据未作偏移。',
  'baseMap.failed': '底图未能加载，地图其余内容照常可用。',
  'baseMap.seen': '知道了',
} as const;

export type BaseMapKey = keyof typeof zhBaseMap;
