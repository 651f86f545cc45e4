// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  addDuty,
  bodyOf,
  changeDuty,
  dropDuty,
  type EmergencyDraft,
  emptyDraft,
  faultOf,
} from '../../client/state/command/emergency-draft.ts';
import { layersShown } from '../../client/state/command/emergency-layers.ts';
import { byWidth, decisive } from '../../client/state/command/emergency-watch.ts';
import { geometryText, refusedText } from '../../client/workspaces/command/modes/modes-words.ts';
import type { Emergency } from '../../server/contract/emergencies.ts';

const draft = (change: Partial<EmergencyDraft> = {}): EmergencyDraft => ({
  ...emptyDraft('341921'),
  reason: '台风登陆',
  ...change,
});
const row = (change: object) => ({ key: 1, role: '', holder: '', phone: '', ...change });
const emergency = (id: number, area: string, from = '2026-11-30T08:00:00.000Z') =>
  ({ id, area, from }) as unknown as Emergency;

afterEach(() => vi.restoreAllMocks());

describe('an emergency that is written', () => {
  it.each<[string | null, Partial<EmergencyDraft>]>([
    [null, {}],
    ['area', { area: null }],
    ['reason', { reason: ' \n' }],
    ['interval', { intervalS: '' }],
    ['interval', { intervalS: '4' }],
    ['interval', { intervalS: '601' }],
    ['interval', { intervalS: '7.5' }],
    [null, { intervalS: '5' }],
    [null, { intervalS: '600' }],
    ['duty', { duty: [row({ phone: '0556-4612345' })] }],
    ['duty', { duty: [row({ role: '总值班' })] }],
    [null, { duty: [row({ role: '总值班', holder: '周明' })] }],
  ])('lacks %s', (fault, change) => {
    expect(faultOf(draft(change))).toBe(fault);
  });

  it('goes out with the rows that say something, and no phone as null', () => {
    const duty = [row({ role: ' 总值班 ', holder: '周明', phone: ' ' }), row({ key: 2 })];
    expect(bodyOf(draft({ duty, layers: ['grids'] }))).toEqual({
      area: '341921',
      reason: '台风登陆',
      rules: {
        ...{ way: 'urgent', positionIntervalS: 30, layers: ['grids'] },
        roster: [{ role: '总值班', holder: '周明', phone: null }],
      },
    });
    expect(bodyOf(draft({ reason: '' }))).toBeNull();
  });

  it('has rows that keep their own key', () => {
    const three = addDuty(addDuty(draft()));
    expect(three.duty.map(({ key }) => key)).toEqual([1, 2, 3]);
    const two = addDuty(dropDuty(three, 2));
    expect(two.duty.map(({ key }) => key)).toEqual([1, 3, 4]);
    expect(changeDuty(two, 3, { role: '联络员' }).duty.map(({ role }) => role)).toEqual(['', '联络员', '']);
  });
});

describe('emergencies in force', () => {
  const county = emergency(1, '341921');
  const town = emergency(2, '341921100');
  const other = emergency(3, '341921101');

  it('are decided by the nearest at or above, never by one below', () => {
    expect(decisive([county, town, other], '341921100004')).toBe(town);
    expect(decisive([county, town, other], '341921')).toBe(county);
    expect(decisive([town, other], '341921')).toBeNull();
    expect(decisive([county], null)).toBeNull();
  });

  it('are told with the widest area first', () => {
    const earlier = emergency(4, '341921101', '2026-11-30T07:00:00.000Z');
    expect(byWidth([other, town, earlier, county]).map(({ id }) => id)).toEqual([1, 4, 3, 2]);
  });

  it('show the layers they name, and change none when they name none that is known', () => {
    expect(layersShown(['grids', 'streets', 'helipads'])).toEqual({
      ...{ grids: true, streets: true },
      ...{ names: false, areas: false, micro: false, buildings: false },
    });
    expect(layersShown(['helipads'])).toBeNull();
    expect(layersShown([])).toBeNull();
  });
});

describe('refusals in words', () => {
  it.each([
    [
      { code: 'geometry-invalid', params: { reason: 'outside-county' } },
      '图形不正确：范围超出区县边界，请全部画在本区县内。',
    ],
    [{ code: 'geometry-invalid', params: { reason: 'never-heard-of' } }, '图形不正确：请重新画。'],
    [{ code: 'period-invalid', params: { why: 'too-long' } }, '期限不能超过一年。'],
  ])('%o', (refusal, words) => {
    expect(refusedText(refusal)).toBe(words);
  });

  it('never show a bare word of the kernel', () => {
    expect(geometryText('ring-self-crossing')).toMatch(/自相交叉/);
  });
});
