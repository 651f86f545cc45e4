// @vitest-environment happy-dom
/** The list, a new plan, the way of a plan, its certificates, merged layers and the sheet: what is worked out in the browser. */
import { beforeEach, describe, expect, it } from 'vitest';
import { areas } from '../../client/state/areas.ts';
import { certificatesOf, inEffect } from '../../client/state/plan/certificates.ts';
import { stationsOf } from '../../client/state/plan/life.ts';
import { merged } from '../../client/state/plan/list.ts';
import { areaSteps, bandOf, firstArea, mayPlanOf } from '../../client/state/plan/new-plan.ts';
import { bandResult, coloured, type SheetRow } from '../../client/state/plan/sheet-rows.ts';
import { nameFor, readSourceFile } from '../../client/state/plan/source-file.ts';
import { moved } from '../../client/state/plan/sources.ts';
import { session } from '../../client/state/who.ts';
import { standardOf } from '../../client/workspaces/plan/list/standard-choice.tsx';
import type { Area } from '../../server/contract/areas.ts';
import type { PlanStepRow } from '../../server/contract/plan-life.ts';
import type { PlanOperation } from '../../server/contract/plan-operations.ts';
import type { PlanProposal } from '../../server/contract/plan-proposals.ts';
import type { PlanHead } from '../../server/contract/plans.ts';

const area = (code: string, parentCode: string | null): Area => ({
  code,
  name: `名${code}`,
  level: code.length === 6 ? 'county' : code.length === 9 ? 'town' : 'community',
  parentCode,
  grids: 1,
  households: 300,
  hasBoundary: true,
  bbox: null,
});

describe('the list of plans', () => {
  it('has the newest first, and a plan under two grants once', () => {
    const plan = (id: number) => ({ id }) as PlanHead;
    expect(merged([[plan(5), plan(1)], [plan(7), plan(5)], []]).map(({ id }) => id)).toEqual([7, 5, 1]);
  });
});

describe('the area of a new plan', () => {
  beforeEach(() => {
    areas.value = [
      area('990101', null),
      area('990101001', '990101'),
      area('990101002', '990101'),
      area('990101001001', '990101001'),
      area('990101001002', '990101001'),
    ];
    session.value = { login: 'a', name: 'A', demo: false, grants: [{ role: 'planner', area: '990101001' }] };
  });

  it('is offered as far as the person may plan, from the county down', () => {
    expect([mayPlanOf('990101'), mayPlanOf('990101001'), mayPlanOf('990101001002')]).toEqual([false, true, true]);
    const steps = areaSteps('990101001').map(({ level, value, mayStop, choices }) => [
      level,
      value,
      mayStop,
      choices.length,
    ]);
    expect(steps).toEqual([
      ['county', '990101', false, 1],
      ['town', '990101001', false, 1],
      ['community', '', true, 2],
    ]);
  });

  it('starts with what is on the screen, when that may be planned', () => {
    expect(firstArea('990101001002')).toBe('990101001002');
    expect(firstArea('990101')).toBe('990101001');
    session.value = null;
    expect(firstArea('990101')).toBe('');
  });

  it('has the nearest band above it', () => {
    const band = (areaCode: string, min: number | null, kind = 'basic') => ({
      areaCode,
      kind: kind as 'basic',
      households: min === null ? null : { min, max: 400 },
      shops: null,
    });
    const bands = [
      band('', 150),
      band('990101001', 200),
      band('990101001001', null),
      band('990101002', 9, 'dedicated'),
    ];
    expect(bandOf(bands, '990101002')?.min).toBe(150);
    expect(bandOf(bands, '990101001002')?.min).toBe(200);
    expect(bandOf(bands, '990101001001')).toBeNull();
  });

  it.each([
    ['150', '400', { min: 150, max: 400 }],
    [' 0 ', '1', { min: 0, max: 1 }],
    ['400', '150', undefined],
    ['', '400', undefined],
    ['1.5', '400', undefined],
    ['0', '0', undefined],
    ['1', '100001', undefined],
  ])('takes %j to %j as a standard: %j', (min, max, standard) => {
    expect(standardOf(min, max)).toEqual(standard);
  });
});

describe('the way of a plan', () => {
  const row = (step: string, to: PlanStepRow['to']): PlanStepRow => ({
    at: '2026-11-30T00:00:00Z',
    actor: step,
    step,
    from: 'draft',
    to,
    note: null,
  });

  it('tells who brought it to each state since it was last sent back', () => {
    const steps = [
      row('submit', 'submitted'),
      row('review', 'reviewed'),
      row('return', 'draft'),
      row('submit', 'submitted'),
    ];
    const told = stationsOf({ state: 'submitted', next: [], steps }).map(({ state, reached, current, by }) => [
      state,
      reached,
      current,
      by?.step ?? null,
    ]);
    expect(told).toEqual([
      ['draft', true, false, 'return'],
      ['submitted', true, true, 'submit'],
      ['reviewed', false, false, null],
      ['approved', false, false, null],
      ['published', false, false, null],
    ]);
  });
});

describe('the certificates of a plan', () => {
  const ID = '00000000-0000-4000-8000-000000000001';
  const certificate = (community: string) => `${ID}-${community}-0`;
  const proposals = [
    {
      id: ID,
      offers: ['990101001001', '990101001002'].map((community) => ({ community, certificate: certificate(community) })),
    },
  ] as unknown as PlanProposal[];
  const apply = (seq: number, named: string | null, ...communities: string[]) =>
    operation(seq, null, {
      kind: 'apply',
      args: { certificate: named, parts: communities.map((community) => ({ community })) },
    });
  const edit = (seq: number, community: string) => operation(seq, null, { kind: 'assign', args: { community } });
  const operation = (seq: number, reverts: number | null, body: object) =>
    ({ seq, reverts, operation: body }) as unknown as PlanOperation;
  const A = '990101001001';
  const B = '990101001002';

  it.each<[string, PlanOperation[], [string, boolean][]]>([
    ['none without a proposal', [edit(1, A)], []],
    [
      'one for each community of a proposal',
      [apply(1, ID, A, B)],
      [
        [A, false],
        [B, false],
      ],
    ],
    ['of one community by its own name', [apply(1, certificate(B), B)], [[B, false]]],
    [
      'edited afterwards',
      [apply(1, ID, A, B), edit(2, B)],
      [
        [A, false],
        [B, true],
      ],
    ],
    ['edited before', [edit(1, A), apply(2, ID, A)], [[A, false]]],
    [
      'undone',
      [apply(1, ID, A), operation(2, 1, { kind: 'apply', args: { certificate: null, parts: [{ community: A }] } })],
      [],
    ],
    [
      'undone and redone',
      [
        apply(1, ID, A),
        operation(2, 1, { kind: 'apply', args: { certificate: null, parts: [{ community: A }] } }),
        operation(3, 2, { kind: 'apply', args: { certificate: ID, parts: [{ community: A }] } }),
      ],
      [[A, false]],
    ],
    [
      'a lock changes no grid',
      [apply(1, ID, A), operation(2, null, { kind: 'lock', args: { grids: [] } })],
      [[A, false]],
    ],
  ])('%s', (_, operations, expected) => {
    expect(certificatesOf(operations, proposals).map(({ community, edited }) => [community, edited])).toEqual(expected);
  });

  it('an undo that was undone leaves the first operation in effect', () => {
    const operations = [edit(1, A), operation(2, 1, {}), operation(3, 2, {})];
    expect(inEffect(operations).map(({ seq }) => seq)).toEqual([1]);
  });
});

describe('a layer of a department', () => {
  const polygon = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 0],
      ],
    ],
  };
  const file = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });

  it.each<[string, string, object]>([
    ['no JSON', '{', { ok: false, fault: 'not-json' }],
    ['a text', '"x"', { ok: false, fault: 'not-geojson' }],
    ['null', 'null', { ok: false, fault: 'not-geojson' }],
    ['a feature alone', JSON.stringify({ type: 'Feature', geometry: polygon }), { ok: false, fault: 'not-geojson' }],
    ['points', file({ geometry: { type: 'Point' } }, { geometry: null }), { ok: false, fault: 'no-surface' }],
    [
      'a polygon and a line, behind a mark of byte order',
      `\uFEFF${file({ type: 'Feature', id: 7, geometry: polygon, properties: { code: 'A' } }, { geometry: { type: 'LineString' } })}`,
      { ok: true, left: 1, features: [{ type: 'Feature', properties: { code: 'A' }, geometry: polygon }] },
    ],
    [
      'properties that are none',
      file({ geometry: polygon, properties: [1] }),
      { ok: true, left: 0, features: [{ type: 'Feature', properties: null, geometry: polygon }] },
    ],
  ])('%s', (_, text, expected) => {
    expect(readSourceFile(text)).toEqual(expected);
  });

  it('is called after its file, and never like another', () => {
    expect(nameFor('公安.geojson', [])).toBe('公安');
    expect(nameFor('公安.json', ['公安', '公安 2'])).toBe('公安 3');
    expect(nameFor('.json', [])).toBe('1');
    expect(nameFor(`${'长'.repeat(90)}.json`, []).length).toBeLessThanOrEqual(60);
  });

  it('goes up and down among those that decide, not beyond the ends', () => {
    expect(moved(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
    expect(moved(['a', 'b'], 'z', 1)).toEqual(['a', 'b']);
  });
});

describe('the sheet', () => {
  it('judges households by the band, and not those nobody has counted', () => {
    const band = { min: 150, max: 400 };
    expect([149, 150, 400, 401].map((count) => bandResult(count, band))).toEqual(['under', 'in', 'in', 'over']);
    expect([bandResult(null, band), bandResult(5, null)]).toEqual(['none', 'none']);
  });

  it('gives a new grid a colour none beside it has', () => {
    const row = (colour: number) => ({ colour }) as SheetRow;
    const rows = [row(0), row(-1), row(1), row(-1)];
    const boxes = [
      [0, 0, 1, 1],
      [1, 0, 2, 1],
      [2, 0, 3, 1],
      [9, 9, 10, 10],
    ];
    expect(coloured(rows, (one) => boxes[rows.indexOf(one)] ?? null)).toEqual([0, 2, 1, 0]);
  });
});
