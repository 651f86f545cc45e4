/**
 * workers.csv: everybody who holds a post in a grid, as a county would send its list: leaders and workers as the grids name them, and part of
 * the team besides, so that it is neither full nor empty. One row for each post.
 */
import type { County } from './county.ts';
import { Names } from './names.ts';
import type { Random } from './random.ts';

/** The user who is to be one of the workers. */
const DEMO_LOGIN = 'demo-worker';

interface Person {
  readonly name: string;
  readonly phone: string;
  readonly posts: { readonly role: string; readonly grid: string; readonly community: string }[];
}

export function peopleFile({ grids }: Pick<County, 'grids'>, random: Random): string {
  const names = new Names(random);
  const communityOf = new Map(grids.map(({ code, parent }) => [code, parent]));
  const people = new Map<string, Person>();
  const hold = (name: string, phone: string, role: string, grid: string): void => {
    const key = `${name} ${phone}`;
    const person = people.get(key) ?? { name, phone, posts: [] };
    people.set(key, person);
    const parent = communityOf.get(grid)!;
    person.posts.push({ role, grid, community: communityOf.get(parent) ?? parent });
  };
  for (const { code, leader, worker } of grids) {
    if (leader) hold(leader.name, leader.phone, 'leader', code);
    if (worker) hold(worker.name, worker.phone, 'worker', code);
  }
  let phones = 0;
  const somebody = (): [name: string, phone: string] => {
    phones += 1;
    return [names.person(), `0000-82${String(phones).padStart(5, '0')}`];
  };
  const police = new Map<string, [string, string]>();
  let number = 0;
  for (const { code, kind, parent } of grids) {
    if (kind === 'micro') {
      hold(...somebody(), 'micro', code);
      continue;
    }
    if (!police.has(parent)) police.set(parent, somebody());
    hold(...police.get(parent)!, 'police', code);
    number += 1;
    if (number % 3 === 0) hold(...somebody(), 'part-time', code);
    if (number % 5 === 0) hold(...somebody(), 'volunteer', code);
  }
  const rows = [...people.values()].flatMap(rowsOf);
  return `${['code,name,phone,area,role,gridCode,login', ...withLogin(rows)].map((row) => `${row}\n`).join('')}`;
}

function rowsOf({ name, phone, posts }: Person, index: number): string[] {
  const code = `Q${String(index + 1).padStart(4, '0')}`;
  const area = commonArea(posts.map(({ community }) => community));
  return posts.map(({ role, grid }) => [code, name, phone, area, role, grid].join(','));
}

/** The first full-time worker. */
function withLogin(rows: readonly string[]): string[] {
  const first = rows.findIndex((row) => row.split(',')[4] === 'worker');
  const code = rows[first]?.split(',')[0];
  return rows.map((row) => `${row},${row.split(',')[0] === code ? DEMO_LOGIN : ''}`);
}

/** The community of all, or the town, or the county. */
function commonArea(communities: readonly string[]): string {
  const [first = ''] = communities;
  const shared = [12, 9, 6].find((length) =>
    communities.every((code) => code.slice(0, length) === first.slice(0, length)),
  );
  return first.slice(0, shared ?? 6);
}
