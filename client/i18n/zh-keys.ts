/** Texts of the panel of keys in Chinese, fetched with it; names that tooltips show too are in zh-CN.ts. */
export const zhKeys = {
  'keys.table': '在列表中移动、选定网格',
  'keys.pan': '平移地图（焦点在地图上时）',
  'keys.middle': '查询地图中心所在网格（焦点在地图上时）',
  'keys.switch': '启用单键快捷键',
} as const;

export type KeysKey = keyof typeof zhKeys;
