/** Categories as the rows of a file that the service reads again: its headings and words are those the import knows. Pure. */
import type { Category, EventLevel, Grade, TimeLimit, TimeUnit, Way } from '../../../server/contract/event-rules.ts';

const GRADES: Record<Grade, string> = { simple: '简易', ordinary: '一般', notable: '突出', major: '重大' };
const WAYS: Record<Way, string> = {
  'on-the-spot': '就地解决',
  community: '社区协调',
  urgent: '紧急直报',
  approval: '审批跟踪',
};
const LEVELS: Record<EventLevel, string> = { grid: '网格', community: '社区（村）', town: '镇街', county: '区县' };
const UNITS: Record<TimeUnit, string> = {
  'emergency-hour': '紧急小时',
  'working-hour': '工作小时',
  'working-day': '工作日',
  'calendar-day': '自然日',
};
const HEADING = [
  ...['小类代码', '大类代码', '大类名称', '小类名称', '等级', '分流方式', '层级'],
  ...['派遣时限', '处置时限', '核查时限', '停用'],
];

const limit = ({ amount, unit }: TimeLimit): string => `${amount} ${UNITS[unit]}`;

export const categoryRows = (categories: readonly Category[]): readonly (readonly string[])[] => [
  HEADING,
  ...categories.map(({ code, major, majorName, name, grade, way, level, limits, retired }) => [
    ...[code, major, majorName, name, GRADES[grade], WAYS[way], LEVELS[level]],
    ...[limit(limits.dispatch), limit(limits.handle), limit(limits.verify), retired ? '是' : '否'],
  ]),
];
