import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CJT349_20, FREE, UNIT_15 } from '../../../server/grids/code.ts';
import { nextCode, numberGrids, type UnnumberedGrid } from '../../../server/grids/numbering.ts';

const COMMUNITY = '341823001002';
const at = (x: number, y: number, kind: UnnumberedGrid['kind'] = 'basic', tie = ''): UnnumberedGrid => ({
  kind,
  x,
  y,
  height: 100,
  tie,
});
const numbers = (grids: UnnumberedGrid[], used: string[] = []) => {
  const numbered = numberGrids(UNIT_15, COMMUNITY, grids, used);
  return numbered.ok ? numbered.codes.map((code) => code.slice(12)) : numbered;
};

describe('a new division', () => {
  it('is numbered in rows from the north, inside a row from the west', () => {
    expect(numbers([at(0, 0), at(200, 0), at(0, 200), at(200, 200), at(100, 100)])).toEqual([
      '004',
      '005',
      '001',
      '002',
      '003',
    ]);
  });

  it('takes grids within half a median height of the northernmost as one row', () => {
    expect(numbers([at(300, 40), at(0, 0), at(150, -9)])).toEqual(['003', '001', '002']);
  });

  it('decides equal places by what the predecessor was called', () => {
    expect(numbers([at(0, 0, 'basic', 'b'), at(0, 0, 'basic', 'a')])).toEqual(['002', '001']);
  });

  it('numbers dedicated grids from the number the scheme keeps for them', () => {
    expect(numbers([at(0, 0), at(10, 0, 'dedicated'), at(20, 0)])).toEqual(['001', '801', '002']);
  });

  it('counts all kinds together where the scheme keeps no range', () => {
    const numbered = numberGrids(CJT349_20, COMMUNITY, [at(0, 0), at(10, 0, 'dedicated')]);
    expect(numbered).toEqual({ ok: true, codes: ['00000034182300100201', '00000034182300100202'] });
  });

  it('writes zeros for levels that are not loaded', () => {
    expect(numberGrids(UNIT_15, '341823', [at(0, 0)])).toEqual({ ok: true, codes: ['341823000000001'] });
  });

  it('adds the digits of a micro grid to the code of its grid', () => {
    const numbered = numberGrids(UNIT_15, `${COMMUNITY}017`, [at(9, 0, 'micro'), at(0, 0, 'micro')]);
    expect(numbered).toEqual({ ok: true, codes: [`${COMMUNITY}01702`, `${COMMUNITY}01701`] });
  });
});

describe('later grids', () => {
  it('get the highest number ever given + 1, retired ones counted', () => {
    expect(numbers([at(0, 0)], [`${COMMUNITY}001`, `${COMMUNITY}009`])).toEqual(['010']);
  });

  it('do not look at codes of other parents, of micro grids or of other widths', () => {
    const used = ['341823001003050', `${COMMUNITY}00199`, `${COMMUNITY}50`, 'x'];
    expect(numbers([at(0, 0)], used)).toEqual(['001']);
  });

  it('keep the object class their neighbours have', () => {
    const numbered = nextCode(CJT349_20, COMMUNITY, 'basic', ['01010134182300100207']);
    expect(numbered).toEqual({ ok: true, code: '01010134182300100208' });
  });

  it('are refused when the last number is given, never wrapped', () => {
    expect(numbers([at(0, 0), at(50, 0)], [`${COMMUNITY}799`])).toEqual({ ok: false, code: 'codes-exhausted', at: 1 });
    expect(nextCode(UNIT_15, COMMUNITY, 'basic', [`${COMMUNITY}800`])).toEqual({
      ok: false,
      code: 'codes-exhausted',
      at: 800,
    });
    expect(nextCode(UNIT_15, COMMUNITY, 'dedicated', [`${COMMUNITY}999`])).toMatchObject({ code: 'codes-exhausted' });
  });

  it('count through the whole county where codes are free text', () => {
    expect(nextCode(FREE, COMMUNITY, 'basic', ['7', '000000000041'])).toEqual({ ok: true, code: '000000000042' });
  });
});

it('never gives a code twice, whatever was used and in whatever order the grids come', () => {
  const grid = fc.record({
    kind: fc.constantFrom<UnnumberedGrid['kind']>('basic', 'dedicated'),
    x: fc.integer({ min: 0, max: 1000 }),
    y: fc.integer({ min: 0, max: 1000 }),
    height: fc.integer({ min: 1, max: 300 }),
    tie: fc.string({ maxLength: 2 }),
  });
  const used = fc.uniqueArray(fc.integer({ min: 1, max: 700 }), { maxLength: 30 });
  fc.assert(
    fc.property(fc.array(grid, { maxLength: 60 }), used, (grids, taken) => {
      const before = taken.map((number) => COMMUNITY + String(number).padStart(3, '0'));
      const first = numberGrids(UNIT_15, COMMUNITY, grids, before);
      const turned = numberGrids(UNIT_15, COMMUNITY, [...grids].reverse(), [...before].reverse());
      if (!first.ok || !turned.ok) throw new Error('exhausted');
      expect(new Set([...first.codes, ...before]).size).toBe(grids.length + before.length);
      expect([...turned.codes].sort()).toEqual([...first.codes].sort());
    }),
    { seed: 20261122, numRuns: 200 },
  );
});
