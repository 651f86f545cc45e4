/** Texts of emergency modes in Chinese that stand in every workspace: the line above everything, and what the rules change. */
import type { Message } from './translate.ts';

export const zhCommandAlarm = {
  'line.mode': '战时状态',
  'line.since': '{at} 起',
  'line.by': '{by} 启动',
  'line.more': '另有 {count} 处',
  'line.rules': '战时规则',
  'line.open': '到指挥查看',
  'spoken.on': '{area}已转入战时状态：{reason}',
  'spoken.off': '{area}已转回平时',

  'rules.way': '新上报的事件一律按紧急渠道直报县级，跳过逐级流转',
  'rules.clock': '办理时限改按应急时限，夜间和节假日照常计时',
  'rules.position': '外勤人员每 {n} 秒上报一次位置',
  'rules.layers': '指挥地图显示图层：{layers}',
  'rules.layersNone': '指挥地图图层不变',
  'rules.restore': '转回平时后，以上全部恢复原样；战时受理的事件按原渠道办完',
  'roster.title': '值班表',
  'roster.none': '未填写值班表',
  'roster.role': '岗位',
  'roster.holder': '值班人员',
  'roster.phone': '办公电话',
} as const satisfies Record<string, Message>;

export type CommandAlarmKey = keyof typeof zhCommandAlarm;
