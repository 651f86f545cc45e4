/**
 * A statistic as CSV for spreadsheets, with a byte order mark. A column's header is its Chinese word, the one of the screen, and the
 * stable name of the API.
 */
import type { EventFigures, Group } from '../../contract/event-statistics.ts';
import type { StatisticsTable } from './statistics-table.ts';

export const GROUP_WORDS: Record<Group, string> = {
  grid: '网格',
  community: '社区（村）',
  town: '镇街',
  category: '小类',
  major: '大类',
  grade: '等级',
  channel: '来源',
  way: '分流方式',
  handler: '处置单位',
  hour: '时段',
  day: '日期',
  month: '月份',
};

export const FIGURE_WORDS: Record<keyof EventFigures, string> = {
  reported: '上报',
  located: '已定位',
  void: '作废',
  merged: '合并',
  filed: '立案',
  dispatched: '派遣次数',
  returned: '退回次数',
  handleDue: '应处置',
  handled: '已处置',
  handledOnTime: '按期处置',
  closeDue: '应结案',
  closed: '已结案',
  closedOnTime: '按期结案',
  open: '未结',
  overdue: '超时',
  suspended: '挂账',
  reworked: '返工',
  filingRate: '立案率',
  handlingRate: '处置率',
  onTimeHandlingRate: '按期处置率',
  closingRate: '结案率',
  onTimeClosingRate: '按期结案率',
  exactDispatchRate: '准确派遣率',
  reworkRate: '返工率',
  duplicateRate: '重复率',
  averageHandlingH: '平均处置小时',
  averageClosingH: '平均结案小时',
  households: '户数',
  per1000Households: '每千户上报',
};

const FIGURES = Object.keys(FIGURE_WORDS) as (keyof EventFigures)[];

export function statisticsCsv(table: StatisticsTable): string {
  const { by } = table.head;
  const groups = (by as Group[]).flatMap((group) => [
    `${GROUP_WORDS[group]} ${group}`,
    `${GROUP_WORDS[group]}名称 ${group}Name`,
  ]);
  const lines = [[...groups, ...FIGURES.map((figure) => `${FIGURE_WORDS[figure]} ${figure}`)].join(',')];
  for (const { key, name, figures } of table.rows()) {
    const cells = key.flatMap((one, g) => [one, name[g]!]);
    lines.push([...cells.map(csvText), ...FIGURES.map((figure) => figures[figure] ?? '')].join(','));
  }
  const total = table.total();
  const first = ['合计 total', ...groups.slice(1).map(() => '')];
  lines.push([...first, ...FIGURES.map((figure) => total[figure] ?? '')].join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** A text that a spreadsheet would take for a formula is told apart by an apostrophe. */
function csvText(value: string | null): string {
  if (value === null) return '';
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
