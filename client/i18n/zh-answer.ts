/** Texts of an answer in Chinese, fetched with it. */
import type { Message } from './translate.ts';

export const zhAnswer = {
  'answer.label': '查询结果',
  'answer.asking': '正在查询…',
  'answer.gap': '无网格',
  'answer.noGrid': '此处没有网格',
  'answer.path': '归属',
  'answer.spoken': '{name}，编码 {code}',
  'answer.why': '归属依据',
  'answer.ambiguous': '此处离网格边界很近，在定位误差范围内，请结合现场核对。',
  'answer.distance': '距最近边界',
  'answer.far': '500 米以上',
  'answer.coordinates': '经纬度',
  'answer.copyCode': '复制编码 {code}',
  'answer.notice': '网格公示牌',
  'rule.contains': '位于该网格范围内。',
  'rule.border': '落在网格边界上，按最小编码归属（{code}）。',
  'rule.overlap': '与其他网格重叠（{codes}），按最小编码归属。',
  'rule.override': '已由人工指定归属，优先于所在位置。',
  'rule.nearest': '不在任何网格内，显示的是最近的网格。',
  'rule.none': '该点不在任何网格内。若在区县范围之内，即为空白，请反馈所在镇街核查。',
} as const satisfies Record<string, Message>;

export type AnswerKey = keyof typeof zhAnswer;
