/**
 * Categories as a CSV file: headings in English or Chinese, limits as `4 working-hour` or `4 工作小时`. Words
 * that other systems write for the same are read too. A row that cannot be taken is told with its number and left out; the others
 * count. Pure.
 */
import { parse } from 'csv-parse/sync';
import { type Category, GRADES, LEVELS, TIME_UNITS, type TimeLimit, WAYS } from '../contract/event-rules.ts';
import { Refusal } from '../contract/problem.ts';

export interface BadRow {
  row: number;
  field: string | null;
  code: 'missing' | 'unknown-value' | 'limit-invalid' | 'code-invalid' | 'too-long' | 'repeated';
  value: string | null;
}

export interface CategoryFile {
  readonly categories: readonly Category[];
  readonly bad: readonly BadRow[];
}

const HEADINGS: Readonly<Record<string, readonly string[]>> = {
  code: ['code', '代码', '小类代码', '编码'],
  major: ['major', '大类代码', '大类编码'],
  majorName: ['majorname', '大类', '大类名称'],
  name: ['name', '小类', '小类名称', '名称'],
  grade: ['grade', '等级'],
  way: ['way', '分流方式', '处置方式', '流程'],
  level: ['level', '层级'],
  dispatch: ['dispatch', '派遣时限'],
  handle: ['handle', '处置时限'],
  verify: ['verify', '核查时限'],
  retired: ['retired', '停用'],
};
const NEEDED = ['code', 'majorName', 'name', 'dispatch', 'handle', 'verify'];

const GRADE_WORDS = words(GRADES, ['简易', '一般', '突出', '重大']);
const WAY_WORDS = words(WAYS, ['就地解决', '社区协调', '紧急直报', '审批跟踪']);
const LEVEL_WORDS = words(LEVELS, ['网格', ['社区（村）', '社区', '村'], ['镇街', '街道', '乡镇'], '区县']);
const UNIT_WORDS = words(TIME_UNITS, ['紧急小时', ['工作小时', '工作时'], '工作日', '自然日']);
const MOST_ROWS = 5000;
const NAME_LENGTH = 40;

/** Throws `file-unreadable` for what is no table of categories. */
export function readCategories(bytes: Uint8Array): CategoryFile {
  const rows = tableOf(textOf(bytes));
  const heading = rows[0] ?? [];
  const columns = new Map<string, number>();
  for (const [field, names] of Object.entries(HEADINGS)) {
    const at = heading.findIndex((text) => names.includes(text.trim().toLowerCase()));
    if (at >= 0) columns.set(field, at);
  }
  const missing = NEEDED.filter((field) => !columns.has(field));
  if (missing.length > 0) throw unreadable('columns-missing', { missing });
  if (rows.length - 1 > MOST_ROWS) throw unreadable('too-many-rows', { most: MOST_ROWS });
  const categories: Category[] = [];
  const bad: BadRow[] = [];
  const seen = new Set<string>();
  rows.slice(1).forEach((cells, index) => {
    const read = (field: string): string => (cells[columns.get(field) ?? -1] ?? '').trim();
    const found = categoryOf(read);
    const row = index + 2;
    if (!('limits' in found)) bad.push({ row, ...found });
    else if (seen.has(found.code)) bad.push({ row, field: 'code', code: 'repeated', value: found.code });
    else {
      seen.add(found.code);
      categories.push(found);
    }
  });
  return { categories, bad };
}

function categoryOf(read: (field: string) => string): Category | Omit<BadRow, 'row'> {
  const code = read('code');
  const major = read('major') || code.slice(0, 2);
  const missing = NEEDED.find((field) => read(field) === '');
  if (missing !== undefined) return { field: missing, code: 'missing', value: null };
  if (!isCode(code, major)) return { field: 'code', code: 'code-invalid', value: cut(code) };
  const long = ['majorName', 'name'].find(
    (field) => Array.from(read(field)).length > NAME_LENGTH || read(field).includes('\0'),
  );
  if (long !== undefined) return { field: long, code: 'too-long', value: cut(read(long)) };
  const grade = GRADE_WORDS.get(read('grade') || 'ordinary');
  if (grade === undefined) return { field: 'grade', code: 'unknown-value', value: cut(read('grade')) };
  const way = WAY_WORDS.get(read('way') || 'community');
  if (way === undefined) return { field: 'way', code: 'unknown-value', value: cut(read('way')) };
  const level = LEVEL_WORDS.get(read('level') || 'community');
  if (level === undefined) return { field: 'level', code: 'unknown-value', value: cut(read('level')) };
  const limits = {
    dispatch: limitOf(read('dispatch')),
    handle: limitOf(read('handle')),
    verify: limitOf(read('verify')),
  };
  for (const [field, limit] of Object.entries(limits))
    if (limit === null) return { field, code: 'limit-invalid', value: cut(read(field)) };
  const retired = RETIRED.get(read('retired').toLowerCase());
  if (retired === undefined) return { field: 'retired', code: 'unknown-value', value: cut(read('retired')) };
  return {
    ...{ code, major, majorName: read('majorName'), name: read('name'), grade, way, level, retired },
    limits: limits as Category['limits'],
  };
}

const RETIRED = new Map([
  ...['', '0', 'false', 'no', '否'].map((word): [string, boolean] => [word, false]),
  ...['1', 'true', 'yes', '是'].map((word): [string, boolean] => [word, true]),
]);

/** As the table of the database wants it. */
export function isCode(code: string, major: string): boolean {
  return /^[0-9]{2,10}$/.test(code) && /^[0-9]{1,5}$/.test(major) && code !== major && code.startsWith(major);
}

function limitOf(text: string): TimeLimit | null {
  const match = /^(\d{1,4}(?:\.\d{1,4})?)\s*(\S+)$/.exec(text);
  const unit = UNIT_WORDS.get(match?.[2]?.toLowerCase() ?? '');
  const amount = Number(match?.[1]);
  return unit === undefined || !(amount > 0 && amount <= 1000) ? null : { amount, unit };
}

function tableOf(text: string): string[][] {
  try {
    return parse(text, { bom: true, relaxColumnCount: true, skipEmptyLines: true }) as string[][];
  } catch {
    throw unreadable('csv-invalid', {});
  }
}

/** UTF-8, and where it is none GB 18030, which most spreadsheets here write. */
function textOf(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {}
  }
  throw unreadable('encoding-unknown', {});
}

function unreadable(reason: string, more: Record<string, unknown>): Refusal {
  return new Refusal('file-unreadable', { reason, ...more });
}

function cut(text: string): string {
  return Array.from(text).slice(0, 60).join('');
}

/** Each value by its own name and by its Chinese words. */
function words<T extends string>(
  values: readonly T[],
  chinese: readonly (string | readonly string[])[],
): Map<string, T> {
  return new Map(values.flatMap((value, i) => [value, chinese[i]!].flat().map((word): [string, T] => [word, value])));
}
