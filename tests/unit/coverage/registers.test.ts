/** Findings of the registers, each kind with a county that has it and one that just does not. */
import { describe, expect, it } from 'vitest';
import { checkSubject } from '../../../server/coverage/check.ts';
import { settingsFrom } from '../../../server/coverage/settings.ts';
import { type CheckSubject, DEFAULT_PEOPLE, DEFAULT_SETTINGS } from '../../../server/coverage/subject.ts';
import { COMMUNITY, gridRow, placeRow, smallSubject, square } from '../../support/subjects.ts';

const G1 = `${COMMUNITY}001`;
const G2 = `${COMMUNITY}002`;
const band = (min: number, max: number, shops: [number, number] | null = null) => ({
  area_code: '',
  kind: 'basic' as const,
  min,
  max,
  shops_min: shops?.[0] ?? null,
  shops_max: shops?.[1] ?? null,
});
const built = (...households: (number | null)[]) => households.map((count, i) => placeRow(`b${i + 1}`, i + 0.5, count));
const posts = smallSubject().posts!;

function found(more: Partial<CheckSubject>): string[] {
  return checkSubject(smallSubject(more), { minAreaM2: 1, previous: [] }).findings.map(
    ({ kind, severity, grids, detail }) =>
      `${severity} ${kind} ${grids.map((code) => code.slice(12))} ${JSON.stringify(detail)}`,
  );
}

describe('the registers', () => {
  it('have nothing to say about a county in order', () => {
    expect(found({})).toEqual([]);
  });

  it.each<[string, Partial<CheckSubject>, string[]]>([
    [
      'a role of the roster that nobody holds',
      { people: { ...DEFAULT_PEOPLE, roster: { ...DEFAULT_PEOPLE.roster, basic: ['leader', 'worker', 'police'] } } },
      [
        'warning roster-gap 001 {"missing":["police"]}',
        'warning roster-gap 002 {"missing":["police"]}',
        'warning roster-gap 003 {"missing":["police"]}',
      ],
    ],
    [
      'no leader where the roster asks for none',
      {
        posts: posts.filter(({ role }) => role === 'worker'),
        people: { ...DEFAULT_PEOPLE, roster: { ...DEFAULT_PEOPLE.roster, basic: ['worker'] } },
      },
      [],
    ],
    [
      'buildings at which nobody was ever, and for too long',
      {
        people: {
          ...DEFAULT_PEOPLE,
          visits: {
            days: 90,
            grids: [
              { grid: G1, stops: 3, never: 2, neverHouseholds: 9, overdue: 1, overdueHouseholds: 4 },
              { grid: G2, stops: 3, never: 0, neverHouseholds: 0, overdue: 0, overdueHouseholds: 0 },
              { grid: 'another', stops: 3, never: 3, neverHouseholds: 0, overdue: 0, overdueHouseholds: 0 },
            ],
          },
        },
      },
      [
        'warning places-not-visited 001 {"count":1,"places":3,"days":90}',
        'info places-never-visited 001 {"count":2,"places":3}',
      ],
    ],
    [
      'too many households',
      { places: built(401, 200, 200) },
      ['warning households-over 001 {"households":401,"min":150,"max":400}'],
    ],
    ['the most that is allowed', { places: built(400, 150, 200) }, []],
    [
      'too few',
      { places: built(149, 200, 200) },
      ['warning households-under 001 {"households":149,"min":150,"max":400}'],
    ],
    [
      'unknown everywhere in a grid',
      { places: built(null, 200, 200) },
      ['info households-unknown 001 {"households":0,"uncounted":1}'],
    ],
    [
      'a band of its own',
      { grids: [gridRow(1, { bandMin: 300, bandMax: 500 }), gridRow(2), gridRow(3)] },
      ['warning households-under 001 {"households":200,"min":300,"max":500}'],
    ],
    [
      'the nearest setting',
      { bands: [band(150, 400), { ...band(10, 100), area_code: COMMUNITY }] },
      [1, 2, 3].map((n) => `warning households-over 00${n} {"households":200,"min":10,"max":100}`),
    ],
    [
      'households short but shops enough',
      {
        places: [...built(100, 200, 200), placeRow('s', 0.4, null, { kind: 'shop', shops: 120 })],
        bands: [band(150, 200, [100, 150])],
      },
      [],
    ],
    [
      'neither households nor shops enough',
      {
        places: [...built(100, 200, 200), placeRow('s', 0.4, null, { kind: 'shop' })],
        bands: [band(150, 200, [100, 150])],
      },
      ['warning households-under 001 {"households":100,"min":150,"max":200}'],
    ],
    [
      'more shops than the band, no band of households',
      {
        places: [...built(1, 1, 1), placeRow('s', 0.4, null, { kind: 'shop', shops: 200 })],
        bands: [{ ...band(0, 0, [0, 150]), min: null, max: null }],
      },
      ['warning shops-over 001 {"shops":200,"min":0,"max":150}'],
    ],
    [
      'a place put into another grid by hand',
      {
        places: [placeRow('b1', 0.5, 201, { gridOverride: G2, overrideInForce: true }), ...built(0, 200, 200).slice(1)],
      },
      [
        'warning households-over 002 {"households":401,"min":150,"max":400}',
        `info place-override 001,002 {"assigned":"${G2}","contains":["${G1}"],"distanceM":482.41}`,
      ],
    ],
    [
      'no leader',
      { posts: posts.filter((p) => p.role !== 'leader' || p.gridCode !== G1) },
      ['warning grid-unstaffed 001 {"missing":["leader"]}'],
    ],
    [
      'nobody',
      { posts: posts.filter((p) => p.gridCode !== G2) },
      ['warning grid-unstaffed 002 {"missing":["leader","worker"]}'],
    ],
    ['no register of posts', { posts: [] }, ['info posts-unknown  {"grids":3}']],
    ['posts that are not asked about', { posts: null }, []],
    [
      'a worker with three grids',
      { posts: posts.map((p) => (p.role === 'worker' ? { ...p, holder: '王', phone: '1' } : p)) },
      ['warning worker-overloaded 001,002,003 {"holder":"王","count":3,"max":2}'],
    ],
    [
      'a worker with three grids where four are allowed',
      {
        posts: posts.map((p) => (p.role === 'worker' ? { ...p, holder: '王', phone: '1' } : p)),
        settings: { ...DEFAULT_SETTINGS, maxGridsPerWorker: 4 },
      },
      [],
    ],
    [
      'three people of one name with telephones of their own',
      { posts: posts.map((p) => (p.role === 'worker' ? { ...p, holder: '王' } : p)) },
      [],
    ],
    [
      'a code of another community',
      { grids: [gridRow(1, { code: '990101001002001' }), gridRow(2), gridRow(3)], posts: null },
      [`error code-invalid 001 {"reason":"code-parent-mismatch","at":11,"parent":"${COMMUNITY}","scheme":"unit-15"}`],
    ],
    [
      'a code that is none',
      { grids: [gridRow(1, { code: `${COMMUNITY}A01` }), gridRow(2), gridRow(3)], posts: null },
      [`error code-invalid A01 {"reason":"code-invalid","at":12,"parent":"${COMMUNITY}","scheme":"unit-15"}`],
    ],
    ['a code that was retired', { retired: [G1, `${COMMUNITY}009`] }, ['error code-reused 001 {}']],
  ])('%s', (_, more, expected) => {
    expect(found(more)).toEqual(expected);
  });

  it('judge the band of a micro grid, and block nothing with it', () => {
    const micro = gridRow(1, { code: `${G1}01`, kind: 'micro', parentCode: G1 }, square(0, 1));
    expect(found({ grids: [...smallSubject().grids, micro] })).toEqual([
      'info households-over 00101 {"households":200,"min":30,"max":100}',
    ]);
  });

  it('say nothing about households where no place is loaded', () => {
    expect(found({ places: null })).toEqual([]);
  });
});

describe('settings of coverage', () => {
  it.each<[unknown, number]>([
    [3, 3],
    [0, 2],
    [2.5, 2],
    ['4', 2],
    [null, 2],
    [1001, 2],
  ])('maxGridsPerWorker %j is %i', (value, expected) => {
    expect(settingsFrom([{ key: 'coverage.maxGridsPerWorker', value }]).maxGridsPerWorker).toBe(expected);
  });

  it('of the nearest area go before the county’s', () => {
    const rows = [1, 5].map((value) => ({ key: 'coverage.maxGridsPerWorker', value }));
    expect(settingsFrom(rows).maxGridsPerWorker).toBe(5);
  });
});
