/** Texts of the plan on the map in Chinese. */
import type { Message } from './translate.ts';

export const zhPlanMap = {
  newGrid: '新{number}',
  'name.newGrid': '新网格 {n}',
  'name.newMicro': '新微网格 {n}',
  'name.none': '未划入网格',
  chooseGrid: '请先选择要划入的网格。',
  restored: '已将 {count} 个单元恢复到方案起始时的网格。',
  unassigned: '已将 {count} 个单元移出网格。',
  noSplit: '沿这条线无法把网格分成两部分，请让线穿过网格。',
  noCut: '线的中点不在任何单元内，请横穿一个单元画线。',
  cut: '已切开单元。',
  moved: '已移动边界，两侧网格同步更新。',
  noMove: '边界不能移到这里。',
  noRoad: '两点之间没有更合适的走线，请在同一条边界上选择两点。',
  groundUnknown: '未能读取建筑轮廓，暂时不能移动建筑旁的线。',
  ruleMade: '已添加约束',
  noRule: '这里没有可添加的约束',
} as const satisfies Record<string, Message>;

export type PlanMapKey = keyof typeof zhPlanMap;
