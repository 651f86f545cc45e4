/** Steps as files tell them: a list, or columns of instants. */
import { describe, expect, it } from 'vitest';
import { storedSteps, toldInColumns } from '../../../server/exchange/event-steps.ts';

const at = (hour: number): string => `2026-11-30T0${hour}:00:00.000Z`;

describe('columns', () => {
  it('tell the loop in its order, with what they leave out', () => {
    const values = {
      ...{ channel: 'hotline', filedAt: at(1), dispatchedAt: at(2), unit: 'u1', handledAt: at(3), reason: '已清理' },
      ...{ verifiedAt: at(4), closedAt: at(5) },
    };
    expect(toldInColumns(values).map(({ step, at: when }) => [step, when])).toEqual([
      ['check', at(1)],
      ['file', at(1)],
      ['route', at(1)],
      ['dispatch', at(2)],
      ['handle', at(2)],
      ['feedback', at(3)],
      ['verify', at(4)],
      ['close', at(5)],
    ]);
    expect(toldInColumns(values).find(({ step }) => step === 'dispatch')?.unit).toBe('u1');
  });

  it('of a worker need no check, and none at all is a report that waits', () => {
    expect(toldInColumns({ channel: 'worker', filedAt: at(1) }).map(({ step }) => step)).toEqual(['file', 'route']);
    expect(toldInColumns({ channel: 'worker' })).toEqual([]);
  });
});

describe('a list', () => {
  it('is taken with what it says', () => {
    expect(
      storedSteps(`[{"step":"file","at":"2026-11-30 09:00"},{"step":"dispatch","at":"${at(2)}","unit":"u1"}]`),
    ).toEqual([
      { step: 'file', at: at(1), until: undefined, satisfied: undefined },
      { step: 'dispatch', at: at(2), unit: 'u1', until: undefined, satisfied: undefined },
    ]);
  });

  it.each([
    ['no JSON', '[{'],
    ['no list', '{"step":"file"}'],
    ['an unknown step', `[{"step":"celebrate","at":"${at(1)}"}]`],
    ['a second report', `[{"step":"report","at":"${at(1)}"}]`],
    ['no instant', '[{"step":"file"}]'],
    ['a day that does not exist', '[{"step":"file","at":"2026-02-30"}]'],
    ['a number for a reason', `[{"step":"void","at":"${at(1)}","why":7}]`],
    ['a word for yes', `[{"step":"follow-up","at":"${at(1)}","satisfied":"yes"}]`],
  ])('is refused with %s', (_what, text) => {
    expect(storedSteps(text)).toBe('steps-invalid');
  });
});
