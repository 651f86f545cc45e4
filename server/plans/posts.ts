/**
 * Who holds posts when grids end: who held a grid that ends goes on in the grid that has most of its households, if nobody
 * holds that one; who finds no grid is told, and so is a new grid that nobody holds. Who holds a grid that goes on stays. Pure.
 */
import type { PostsCarried } from '../contract/plan-publish.ts';
import type { PostRole } from '../contract/workers.ts';

export interface StandingPost {
  readonly id: number;
  readonly gridCode: string;
  readonly role: PostRole;
  readonly holder: string;
  readonly phone: string | null;
  /** Of the register; null: a name alone. */
  readonly workerId: number | null;
}

export interface CarriedPosts extends PostsCarried {
  /** Rows to end, and rows to begin. */
  readonly end: readonly number[];
  readonly begin: readonly Omit<StandingPost, 'id'>[];
}

interface Flow {
  readonly predecessor: string;
  readonly successor: string;
  readonly households: number;
  readonly areaM2: number;
}

const ROLES: readonly PostRole[] = ['leader', 'worker'];

/** One leads a grid and one works it; of the others there may be many, each once. */
function seatOf(role: PostRole, grid: string, holder: string, workerId: number | null): string {
  return ROLES.includes(role) ? `${role} ${grid}` : `${role} ${grid} ${workerId ?? holder}`;
}

/** `codes`: of all grids of the coming map; `fresh`: of those that are new. */
export function carryPosts(
  posts: readonly StandingPost[],
  codes: ReadonlySet<string>,
  fresh: readonly string[],
  flows: readonly Flow[],
): CarriedPosts {
  const ending = posts.filter(({ gridCode }) => !codes.has(gridCode));
  const held = new Set(
    posts
      .filter(({ gridCode }) => codes.has(gridCode))
      .map(({ role, gridCode, holder, workerId }) => seatOf(role, gridCode, holder, workerId)),
  );
  const heirs = new Map<string, Flow>();
  for (const flow of flows) {
    const best = heirs.get(flow.predecessor);
    if (best === undefined || isLarger(flow, best)) heirs.set(flow.predecessor, flow);
  }
  // Of several who come to the same grid, the one who brings most households.
  const inTurn = ending
    .map((post) => ({ post, flow: heirs.get(post.gridCode) }))
    .sort((a, b) => (b.flow?.households ?? -1) - (a.flow?.households ?? -1) || a.post.id - b.post.id);
  const begin: Omit<StandingPost, 'id'>[] = [];
  const carried: PostsCarried['carried'] = [];
  const left: PostsCarried['left'] = [];
  for (const { post, flow } of inTurn) {
    const { gridCode: from, role, holder, phone, workerId } = post;
    const seat = flow === undefined ? '' : seatOf(role, flow.successor, holder, workerId);
    if (flow === undefined || held.has(seat)) {
      left.push({ role, holder, from, to: flow?.successor ?? null });
      continue;
    }
    held.add(seat);
    begin.push({ gridCode: flow.successor, role, holder, phone, workerId });
    carried.push({ role, holder, from, to: flow.successor, households: flow.households });
  }
  const vacant = fresh.flatMap((grid) =>
    ROLES.filter((role) => !held.has(`${role} ${grid}`)).map((role) => ({ role, grid })),
  );
  return { end: ending.map(({ id }) => id), begin, carried, left, vacant };
}

function isLarger(one: Flow, other: Flow): boolean {
  return one.households - other.households > 0 || (one.households === other.households && one.areaM2 > other.areaM2);
}
