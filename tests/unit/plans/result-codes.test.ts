import { describe, expect, it } from 'vitest';
import { FREE, UNIT_15 } from '../../../server/grids/code.ts';
import { codeGrids, type UncodedGrid } from '../../../server/plans/result-codes.ts';

const AREA = '990101001001';
const grid = (key: string, parts: Partial<UncodedGrid> = {}): UncodedGrid => ({
  key,
  code: null,
  name: '',
  kind: 'basic',
  parent: { by: 'code', is: AREA },
  x: 0,
  y: 0,
  height: 10,
  ...parts,
});
const USED = [`${AREA}001`, `${AREA}002`, `${AREA}003`];
const IN_FORCE = new Set(USED.slice(0, 2));
const code = (grids: readonly UncodedGrid[], scheme = UNIT_15) => codeGrids(grids, scheme, USED, IN_FORCE);

describe('codes of a plan’s grids', () => {
  it('stay with grids that go on, and go on counting after every code ever given', () => {
    const { coded, faults } = code([
      grid('old', { code: `${AREA}001`, name: '一' }),
      grid('east', { x: 50 }),
      grid('west'),
    ]);
    expect(faults).toEqual([]);
    expect([...coded].map(([key, { code: own, name, isNew }]) => [key, own.slice(12), name, isNew])).toEqual([
      ['old', '001', '一', false],
      ['east', '005', '第5网格', true],
      ['west', '004', '第4网格', true],
    ]);
  });

  it('of dedicated grids are counted from their own number on', () => {
    expect(code([grid('park', { kind: 'dedicated' })]).coded.get('park')!.code).toBe(`${AREA}801`);
  });

  it('of micro grids continue that of their grid, a new one too', () => {
    const { coded } = code([
      grid('micro', { kind: 'micro', parent: { by: 'key', is: 'new' } }),
      grid('new'),
      grid('other', { kind: 'micro', parent: { by: 'code', is: `${AREA}001` } }),
    ]);
    expect(coded.get('micro')).toMatchObject({ code: `${AREA}00401`, parentCode: `${AREA}004`, name: '第1微网格' });
    expect(coded.get('other')).toMatchObject({ code: `${AREA}00101`, parentCode: `${AREA}001` });
  });

  it.each([
    ['code-retired', `${AREA}003`],
    ['code-invalid', 'A7'],
    ['code-parent-mismatch', '990101001002004'],
    ['code-of-other-county', '990102001001004'],
  ])('that planners chose are told as %s', (fault, chosen) => {
    expect(code([grid('mine', { code: chosen })]).faults).toEqual([{ grid: chosen, code: fault }]);
  });

  it('that planners chose are not given again', () => {
    const { coded, faults } = code([grid('mine', { code: `${AREA}004` }), grid('new')]);
    expect([faults, coded.get('new')!.code]).toEqual([[], `${AREA}005`]);
  });

  it('run out, and that is told', () => {
    const used = [`${AREA}800`];
    const { faults } = codeGrids([grid('new')], UNIT_15, used, new Set());
    expect(faults).toEqual([{ grid: 'new', code: 'codes-exhausted' }]);
  });

  it('are any text where the county has no scheme', () => {
    const { coded, faults } = codeGrids([grid('mine', { code: 'W-7' })], FREE, [], new Set());
    expect([faults, coded.get('mine')!.name]).toEqual([[], 'W-7']);
  });
});
