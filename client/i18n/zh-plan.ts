/** Texts of the Plan workspace in Chinese. Parts of it keep theirs beside: zh-plan-*.ts. */
import type { Message } from './translate.ts';

export const zhPlan = {
  views: '规划视图',
  'view.draw': '绘制',
  'view.propose': '建议',
  'view.compare': '对比',
  'view.review': '审核',
  signIn: '请用规划员账号登录，再编制网格方案。',
  needRole: '当前账号没有查看网格方案的权限，请联系管理员。',
  back: '全部方案',
  opening: '正在打开方案…',
} as const satisfies Record<string, Message>;

export type PlanKey = keyof typeof zhPlan;
