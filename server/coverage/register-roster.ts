/**
 * roster-gap: a grid that lacks a role which the county's roster asks for besides leader and worker (those are grid-unstaffed), and a
 * micro grid that lacks any; `detail.missing` names them.
 */
import { aboutGrid, type RegisterContext, type RegisterFinding } from './register-finding.ts';

const OF_EVERY_GRID: readonly string[] = ['leader', 'worker'];

export function findRosterGaps(context: RegisterContext): RegisterFinding[] {
  const { subject, shapes } = context;
  const { posts, people } = subject;
  // Without a single post the register is not loaded: that is said once.
  if (posts === null || posts.length === 0) return [];
  const held = new Set([...posts, ...people.microPosts].map(({ role, gridCode }) => `${role} ${gridCode}`));
  return [...shapes.grids, ...shapes.micros].flatMap(({ grid }) => {
    const asked = people.roster[grid.kind].filter((role) => grid.kind === 'micro' || !OF_EVERY_GRID.includes(role));
    const missing = asked.filter((role) => !held.has(`${role} ${grid.code}`));
    return missing.length === 0 ? [] : [aboutGrid('roster-gap', grid.code, context, { missing })];
  });
}
