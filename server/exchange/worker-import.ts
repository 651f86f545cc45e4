/**
 * Workers from a file, one row for each post or one for a worker without any: code, name, area, and the role in a grid. A worker
 * named by several rows is the same in each. An area that is left out is that of the grid. No geometry is needed; one is not looked at.
 */
import { askAreas } from './county-state.ts';
import type { FileRow, OpenFile } from './file-rows.ts';
import { type ImportHost, RowBatches } from './import-host.ts';
import type { ImportTask } from './import-protocol.ts';
import type { Report } from './report.ts';

interface Draft {
  row: number;
  code: string;
  name: string;
  phone: string | null;
  area: string;
  login: string | null;
  grid: string | null;
  role: string | null;
  from: string | null;
  to: string | null;
}

interface Known {
  readonly county: string;
  readonly areas: ReadonlySet<string>;
  /** Grid in force → the community it lies in. */
  readonly grids: ReadonlyMap<string, string>;
  /** Whether who imports may say which account signs in as whom. */
  readonly mayLink: boolean;
}

const CODE = /^[0-9A-Za-z_-]{1,40}$/;
const LOGIN = /^[a-zA-Z0-9._@-]{2,60}$/;

export async function importWorkers(task: ImportTask, file: OpenFile, report: Report, host: ImportHost): Promise<void> {
  const county = task.county!;
  const areas = new Set([county, ...(await askAreas(host)).map(({ code }) => code)]);
  const grids = JSON.parse(await host.ask({ what: 'grid-areas' })) as { code: string; area: string }[];
  const known = { county, areas, grids: new Map(grids.map(({ code, area }) => [code, area])), mayLink: task.mayLink };
  const batches = new RowBatches(host);
  const first = new Map<string, Draft>();
  const posts = new Map<string, number>();
  for await (const read of file.rows()) {
    const draft = readDraft(read, known, first, posts, report);
    if (draft === null) continue;
    report.accepted++;
    const { row: _row, ...stored } = draft;
    await batches.add(stored, 200, report.rows);
  }
  await batches.flush(report.rows);
  await checkLogins([...first.values()], county, report, host);
}

function readDraft(
  { row, values, at }: FileRow,
  known: Known,
  first: Map<string, Draft>,
  posts: Map<string, number>,
  report: Report,
): Draft | null {
  const text = (name: string): string | null => (values[name] as string | null | undefined) ?? null;
  const code = text('code');
  const refuse = (why: string, params: Record<string, unknown> = {}): null => {
    report.refuse({ row, code: why, params, key: code ?? undefined, at });
    return null;
  };
  const name = text('name');
  const [grid, role] = [text('gridCode'), text('role')];
  const [from, to] = [text('from'), text('to')];
  const login = text('login');
  if (code === null) return refuse('code-missing');
  if (!CODE.test(code)) return refuse('code-invalid', { field: 'code', value: code });
  if (name === null) return refuse('name-missing');
  if ((grid === null) !== (role === null)) return refuse('post-incomplete', { grid, role });
  if (grid === null && (from !== null || to !== null)) return refuse('post-incomplete', { from, to });
  if (grid !== null && !known.grids.has(grid)) return refuse('grid-unknown', { grid });
  if (from !== null && to !== null && to <= from) return refuse('period-invalid', { from, to });
  if (login !== null && !known.mayLink) return refuse('account-admin-only', { login });
  if (login !== null && !LOGIN.test(login)) return refuse('account-unknown', { login });
  const before = first.get(code);
  const area = text('area') ?? before?.area ?? (grid === null ? known.county : known.grids.get(grid)!);
  if (!area.startsWith(known.county) || !known.areas.has(area)) return refuse('area-unknown', { area });
  const phone = text('phone') ?? before?.phone ?? null;
  const draft: Draft = { row, code, name, phone, area, login: login ?? before?.login ?? null, grid, role, from, to };
  if (before === undefined) first.set(code, draft);
  else if (before.name !== name || before.area !== area || before.phone !== phone || before.login !== draft.login) {
    return refuse('worker-differs', { other: before.row });
  }
  const post = `${code} ${grid ?? ''} ${role ?? ''}`;
  const other = posts.get(post);
  if (other !== undefined) return refuse('duplicate', { other });
  posts.set(post, row);
  return draft;
}

interface KnownLogin {
  login: string;
  here: boolean;
  county: string | null;
  code: string | null;
}

/** An account is there, has to do with the county, and signs in as nobody else. */
async function checkLogins(drafts: readonly Draft[], county: string, report: Report, host: ImportHost): Promise<void> {
  const asked = drafts.filter(({ login }) => login !== null);
  if (asked.length === 0) return;
  const logins = asked.map(({ login }) => login!);
  const answer = JSON.parse(await host.ask({ what: 'logins', logins })) as KnownLogin[];
  const known = new Map(answer.map((one) => [one.login, one]));
  const first = new Map<string, number>();
  for (const { row, code, login } of asked) {
    const account = known.get(login!);
    const withdraw = (why: string, params: Record<string, unknown>) =>
      report.withdraw({ row, code: why, params: { login, ...params }, key: code, at: undefined });
    const other = first.get(login!);
    if (account === undefined || !account.here) withdraw('account-unknown', {});
    else if (other !== undefined) withdraw('account-taken', { other });
    else if (account.code !== null && (account.code !== code || account.county !== county)) {
      withdraw('account-taken', { worker: account.code });
    }
    if (other === undefined) first.set(login!, row);
  }
}
