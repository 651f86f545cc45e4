/** What a repair does with the ground, in the few words that stand on the map. */
import type { Finding } from '../../../server/contract/coverage.ts';
import type { RepairPreview } from '../../../server/contract/repairs.ts';
import { asApiError } from '../../api/request.ts';
import { problemText } from '../../state/language.ts';
import { gridNames, nameOf } from './place-names.ts';
import { ta, tCode } from './words.ts';

/** `code`: of the kernel (server/geometry/repair-work.ts). */
export const refusalText = (code: string): string => ta('repair.left', { reason: tCode('refusal', code) });

/** Why the service did not do it: the reason for this finding, where it says one. */
export function repairProblem(error: unknown): string {
  const { code, params } = asApiError(error);
  const [left] = (params.left ?? []) as { code: string }[];
  const reason = params.reason ?? left?.code;
  return code === 'repair-refused' && typeof reason === 'string'
    ? refusalText(reason)
    : problemText(code, params, 'problem.other');
}

/** Of a gap, the one that gets it: crossings on the way there may move others by a hair. */
export function repairLabel(finding: Finding, { kind, changes }: RepairPreview): string {
  const names = (grids: readonly string[]) => grids.map(nameOf).join(' ');
  const dropped = changes.filter(({ after }) => after === null).map(({ grid }) => grid);
  const most = [...changes].sort((a, b) => b.afterM2 - b.beforeM2 - (a.afterM2 - a.beforeM2))[0];
  const changed = changes.map(({ grid }) => grid);
  switch (kind) {
    case 'give-to-neighbour':
      return ta('repair.label.give', { grid: gridNames(most === undefined ? [] : [most.grid]) });
    case 'split-overlap':
      return ta('repair.label.keep', { grid: gridNames(finding.grids.filter((code) => !changed.includes(code))) });
    case 'cut-at-parent':
      return ta('repair.label.cut', { grid: names(changed) });
    case 'drop-duplicate':
      return ta('repair.label.drop', { grid: names(dropped) });
    case 'insert-vertices':
      return ta('repair.label.vertices');
  }
}
