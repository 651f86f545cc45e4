/**
 * grid-unstaffed: a basic or dedicated grid without a leader or without a worker, where the roster of the county asks for them;
 * `detail.missing` names the posts. Other roles, and micro grids, are roster-gap. A county without a single post has not loaded its register: that is said once
 * (posts-unknown) and no grid is blamed.
 */
import { aboutGrid, type RegisterContext, type RegisterFinding } from './register-finding.ts';

const ROLES = ['leader', 'worker'] as const;

export function findUnstaffed(context: RegisterContext): RegisterFinding[] {
  const { subject, shapes } = context;
  const { posts, people } = subject;
  const { roster } = people;
  if (posts === null || shapes.grids.length === 0) return [];
  if (posts.length === 0) {
    const detail = { grids: shapes.grids.length };
    const nobody = { grids: [], households: 0, buildings: 0, uncounted: 0 };
    return [{ kind: 'posts-unknown', key: subject.area.code, ...nobody, detail }];
  }
  const held = new Set(posts.map(({ role, gridCode }) => `${role} ${gridCode}`));
  return shapes.grids.flatMap(({ grid }) => {
    const missing = ROLES.filter((role) => roster[grid.kind].includes(role) && !held.has(`${role} ${grid.code}`));
    return missing.length === 0 ? [] : [aboutGrid('grid-unstaffed', grid.code, context, { missing })];
  });
}
