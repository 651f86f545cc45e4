/** Undo and redo by person, and what happens where two people meet. */
import { describe, expect, it } from 'vitest';
import { PlanLog } from '../../../../server/partition/plan/plan-log.ts';
import { drawn, only, planOn } from '../../../support/partition/plan-scene.ts';
import { assign, bend, eightHouses, lock, type Make, moveNode, split } from '../../../support/partition/plan-steps.ts';

const [A, B, C] = [0, 1, 2];

type Step = readonly [who: 'li' | 'wang', what: Make | 'undo' | 'redo', grids: string];

/** After each step the grids, or the reason and the operations in the way. */
function play(steps: readonly Step[]): { told: string[]; log: PlanLog } {
  const log = new PlanLog(planOn(eightHouses));
  const told = steps.map(([actor, what], i) => {
    const author = { ref: `reference-${i}`, actor, at: '2026-11-26T08:00:00Z' };
    const result =
      what === 'undo'
        ? log.undo(log.undoOf(actor) ?? 0, author)
        : what === 'redo'
          ? log.redo(log.redoOf(actor) ?? 0, author)
          : log.do(what(only(log.plan), log.plan)!, author);
    return 'refusal' in result ? `${result.refusal.reason} ${result.refusal.seqs}` : drawn(log.plan);
  });
  return { told, log };
}

describe('undo', () => {
  const cases: readonly (readonly [string, readonly Step[]])[] = [
    ['of nothing', [['li', 'undo', 'nothing-to-undo 0']]],
    [
      'goes back step by step and forward again',
      [
        ['li', assign([A], 1), 'BEF ACDGH'],
        ['li', assign([B], 1), 'EF ABCDGH'],
        ['li', 'undo', 'BEF ACDGH'],
        ['li', 'undo', 'ABEF CDGH'],
        ['li', 'undo', 'nothing-to-undo 0'],
        ['li', 'redo', 'BEF ACDGH'],
        ['li', 'redo', 'EF ABCDGH'],
        ['li', 'redo', 'nothing-to-undo 0'],
        ['li', 'undo', 'BEF ACDGH'],
      ],
    ],
    [
      'cannot be redone after another edit',
      [
        ['li', assign([A], 1), 'BEF ACDGH'],
        ['li', 'undo', 'ABEF CDGH'],
        ['li', assign([B], 1), 'AEF BCDGH'],
        ['li', 'redo', 'nothing-to-undo 0'],
        ['li', 'undo', 'ABEF CDGH'],
      ],
    ],
    [
      'is of one’s own operations',
      [
        ['li', assign([A], 1), 'BEF ACDGH'],
        ['wang', assign([B], 1), 'EF ABCDGH'],
        ['li', 'undo', 'AEF BCDGH'],
        ['li', 'undo', 'nothing-to-undo 0'],
        ['wang', 'undo', 'ABEF CDGH'],
        ['wang', 'redo', 'AEF BCDGH'],
      ],
    ],
    [
      'waits for others who went over the same cells, and names them',
      [
        ['li', assign([A, B], 1), 'EF ABCDGH'],
        ['wang', assign([B, C], 0), 'BCEF ADGH'],
        ['li', 'undo', 'touched-since 2'],
        ['wang', 'undo', 'EF ABCDGH'],
        ['li', 'undo', 'ABEF CDGH'],
        ['wang', 'redo', 'stale DGH'],
      ],
    ],
    [
      'waits for others who use the new grid',
      [
        ['li', split(0, [A]), 'BEF CDGH A'],
        ['wang', assign([C], 2), 'BEF DGH AC'],
        ['li', 'undo', 'touched-since 2'],
        ['wang', 'undo', 'BEF CDGH A'],
        ['li', 'undo', 'ABEF CDGH'],
        ['li', 'redo', 'BEF CDGH A'],
      ],
    ],
    [
      'waits for others who moved the end of the arc',
      [
        ['li', bend(A, B, [45, 25]), 'ABEF CDGH'],
        ['wang', moveNode([50, 50], [55, 52]), 'ABEF CDGH'],
        ['li', 'undo', 'touched-since 2'],
        ['wang', 'undo', 'ABEF CDGH'],
        ['li', 'undo', 'ABEF CDGH'],
      ],
    ],
    [
      'waits for others who bent an arc up to where the node is',
      [
        ['li', moveNode([50, 50], [55, 52]), 'ABEF CDGH'],
        ['wang', bend(A, B, [47, 25]), 'ABEF CDGH'],
        ['li', 'undo', 'touched-since 2'],
        ['wang', 'undo', 'ABEF CDGH'],
        ['li', 'undo', 'ABEF CDGH'],
      ],
    ],
    [
      'waits for a lock to be taken off',
      [
        ['li', assign([A], 1), 'BEF ACDGH'],
        ['wang', lock(1), 'BEF ACDGH'],
        ['li', 'undo', 'touched-since 2'],
        ['wang', 'undo', 'BEF ACDGH'],
        ['li', 'undo', 'ABEF CDGH'],
      ],
    ],
  ];
  it.each(cases)('%s', (_, steps) => {
    const { told } = play(steps);
    expect(told.map((text) => text.replace(/^stale.*/, 'stale DGH'))).toEqual(steps.map(([, , grids]) => grids));
  });

  it('leaves all in the log', () => {
    const { log } = play([
      ['li', assign([A], 1), ''],
      ['li', 'undo', ''],
      ['li', 'redo', ''],
    ]);
    expect(log.entries.map(({ seq, reverts, operation }) => [seq, reverts, operation.kind])).toEqual([
      [1, null, 'assign'],
      [2, 1, 'assign'],
      [3, 2, 'assign'],
    ]);
    const other = { ref: 'reference-x', actor: 'wang', at: '2026-11-26T08:00:00Z' };
    expect(log.undo(3, other)).toMatchObject({ refusal: { reason: 'nothing-to-undo' } });
    expect(() => log.replay(log.entries[0]!)).toThrow('does not follow');
  });
});
