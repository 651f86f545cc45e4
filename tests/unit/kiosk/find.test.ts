/** What is found by what people type. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Finder, plainText } from '../../../client/kiosk/find.ts';
import type { KioskGrid, KioskPlace } from '../../../server/contract/kiosk.ts';
import { lettersOf, readInitials } from '../../../server/kiosk/initials.ts';

const PLACES: readonly (readonly [name: string, address?: string])[] = [
  ['澜庭花苑8栋', '工农路30号澜庭花苑8栋'],
  ['澜庭花苑18栋', '工农路30号澜庭花苑18栋'],
  ['澜庭花苑1栋'],
  ['金桂城2栋', '环城路71号'],
  ['长兴大厦'],
  ['重庆小面楼'],
  ['银行宿舍'],
  ['曾家湾12号'],
  ['乐山路3号'],
  ['第二小学教学楼'],
  ['Ａ座·创业园'],
  ['圩心7号'],
];

describe('finding by initials', () => {
  let finder: Finder;
  const names = (typed: string) =>
    finder.find(typed).map((found) => (found.kind === 'place' ? found.place.name : found.grid.code));
  beforeAll(async () => {
    const places = PLACES.map(
      ([name, address], i): KioskPlace => ({
        ...{ code: `p${i}`, name, address: address ?? null, kind: 'building', grid: null, at: [0, 0] },
      }),
    );
    const empty = { parent: 'c', leader: null, worker: null, label: [0, 0], shape: [] };
    const grids: KioskGrid[] = [
      { code: '341921001001002', name: '第2网格', kind: 'basic', ...empty },
      { code: '34192100100100201', name: '1号微网格', kind: 'micro', ...empty },
    ];
    const words = [...places, ...grids].map(({ name }) => name);
    const letters = lettersOf([...words, ...PLACES.map(([, address]) => address ?? '')], await readInitials());
    finder = new Finder({ places, grids, letters });
  });

  it.each([
    ['lthy', ['澜庭花苑1栋', '澜庭花苑8栋', '澜庭花苑18栋']],
    ['LTHY8', ['澜庭花苑8栋']],
    ['lthy8d', ['澜庭花苑8栋']],
    // a number that comes later, and never in the middle of another
    ['lt8', ['澜庭花苑8栋']],
    ['lt1', ['澜庭花苑1栋', '澜庭花苑18栋']],
    ['澜庭', ['澜庭花苑1栋', '澜庭花苑8栋', '澜庭花苑18栋']],
    ['澜t花y18', ['澜庭花苑18栋']],
    // inside the name, and by the address
    ['hy8', ['澜庭花苑8栋']],
    ['hcl71', ['金桂城2栋']],
    ['工农路30', ['澜庭花苑8栋', '澜庭花苑18栋']],
    // any reading, also where two meet
    ['cxds', ['长兴大厦']],
    ['zxdx', ['长兴大厦']],
    ['zxds', ['长兴大厦']],
    ['cqxm', ['重庆小面楼']],
    ['zqxm', ['重庆小面楼']],
    ['yhss', ['银行宿舍']],
    ['yxss', ['银行宿舍']],
    ['zjw12', ['曾家湾12号']],
    ['cjw', ['曾家湾12号']],
    ['lsl', ['乐山路3号']],
    ['ysl3', ['乐山路3号']],
    ['wx', ['圩心7号']],
    ['xx7', ['圩心7号']],
    // numerals as digits, full width as plain, punctuation as nothing
    ['d2xx', ['第二小学教学楼']],
    ['dexx', ['第二小学教学楼']],
    ['a座创业园', ['Ａ座·创业园']],
    ['azcyy', ['Ａ座·创业园']],
    // a grid by its name and its code; micro grids are found with theirs
    ['d2wg', ['341921001001002']],
    ['341921001001002', ['341921001001002']],
    ['1hwwg', []],
    // what is not there
    ['', []],
    ['  ·', []],
    ['lthy88', []],
    ['zzzz', []],
    ['8lt', []],
    ['.*', []],
    ['[', []],
  ])('%s → %j', (typed, expected) => {
    expect(names(typed)).toEqual(expected);
  });

  it('has a usual reading before a rare one', () => {
    // at the beginning of the name before inside it
    expect(names('l').slice(0, 4).sort()).toEqual(['乐山路3号', '澜庭花苑18栋', '澜庭花苑1栋', '澜庭花苑8栋']);
    expect(names('z').indexOf('重庆小面楼')).toBeGreaterThanOrEqual(0);
    expect(names('z').indexOf('重庆小面楼')).toBeLessThan(names('z').indexOf('长兴大厦'));
    expect(names('c').indexOf('长兴大厦')).toBeLessThan(names('c').indexOf('重庆小面楼'));
  });

  it('takes text as plain as it can', () => {
    expect(plainText(' Ａ座 －３（东）·')).toBe('a座3东');
  });
});
