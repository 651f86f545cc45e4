// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { deltasOf, divisionText } from '../../client/state/plan/ghost-deltas.ts';
import { comparable } from '../../client/state/plan/proposal-compare.ts';
import { type Figures, presentFigures, sumOf } from '../../client/state/plan/proposal-figures.ts';
import { offerRows } from '../../client/state/plan/proposal-offers.ts';
import { fixWays } from '../../client/workspaces/plan/propose/fix-ways.ts';
import { verdictsOfCertificate } from '../../client/workspaces/plan/propose/verdicts.ts';
import type { PlanCertificate, PlanProposal, ProposalOffer } from '../../server/contract/plan-proposals.ts';
import { applyBody, assignBody, lockBody, setGridBody, splitBody } from '../../server/partition/plan/bodies.ts';
import { UNASSIGNED } from '../../server/partition/plan/cell-ranges.ts';
import type { CommunityPlan } from '../../server/partition/plan/community-plan.ts';
import type { EditedPlan } from '../../server/partition/plan/edited-plan.ts';
import { answerOf, asked } from '../../server/partition/plan/proposal-request.ts';
import type { Proof } from '../../server/partition/proofs/proof.ts';
import type { Proposal } from '../../server/partition/proposal.ts';
import { type ProposalWay, stepsOf } from '../../server/partition/proposal-way.ts';
import type { Standard } from '../../server/partition/standard.ts';
import { drawn, only, planOn, slotRecord } from '../support/partition/plan-scene.ts';
import { eightHouses } from '../support/partition/plan-steps.ts';

const [A, B, C] = [0, 1, 2];
const WIDE = { min: 150, max: 450 };
const wishFor = (standard: Standard) => ({ standard, seed: 1, grids: null, afresh: false });

function planWith(...bodies: ((community: CommunityPlan) => Parameters<EditedPlan['apply']>[0] | null)[]): EditedPlan {
  const plan = planOn(eightHouses);
  for (const body of bodies) {
    const outcome = plan.apply(body(only(plan))!);
    if ('refusal' in outcome) throw new Error(outcome.refusal.reason);
  }
  return plan;
}

const open =
  (...cells: number[]) =>
  (community: CommunityPlan) =>
    assignBody(community, 'grid', cells, UNASSIGNED);

function answered(community: CommunityPlan, standard: Standard, way: ProposalWay) {
  const question = asked(community, wishFor(standard));
  const steps = stepsOf(question.request, way);
  for (;;) {
    const step = steps.next();
    if (step.done !== true) continue;
    const [proposal] = [step.value].flat() as Proposal[];
    return { proposal: proposal!, division: answerOf(question, proposal!, (n) => `new-${n}`).division };
  }
}

describe('figures of a plan', () => {
  it.each([
    ['the plan in force', planWith()],
    ['a plan with a locked grid', planWith((c) => lockBody([{ community: c, level: 'grid', slot: 1 }], 'locked'))],
    ['a plan with a dedicated grid', planWith((c) => setGridBody(c, 'grid', 1, { kind: 'dedicated' }))],
    ['another division', planWith((c) => assignBody(c, 'grid', [C], 0))],
  ])('are those the engine gives of the same division: %s', (_, plan) => {
    const community = only(plan);
    const standard = { min: 1, max: 1000 };
    const { proposal, division } = answered(community, standard, 'least-change');
    expect(divisionText(division)).toBe(divisionText(community.division('grid')));
    const figures = presentFigures(community, standard);
    expect(figures.grids).toBe(proposal.grids.length);
    expect(figures.borderCost).toBeCloseTo(proposal.certificate.borderCost, 6);
    expect(figures.compactness).toBeCloseTo(
      proposal.grids.reduce((sum, grid) => sum + grid.compactness, 0) / proposal.grids.length,
      9,
    );
  });

  it('count grids outside the standard, of those that were asked about', () => {
    const community = only(planWith());
    expect(presentFigures(community, { min: 150, max: 405 }).outside).toBe(2);
    expect(presentFigures(community, { min: 150, max: 405 }, new Set(['G2'])).outside).toBe(1);
    const locked = planWith((c) => lockBody([{ community: c, level: 'grid', slot: 0 }], 'locked'));
    expect(presentFigures(only(locked), { min: 150, max: 405 }).outside).toBe(1);
  });

  const figures = (grids: number, compactness: number, moved: number | null): Figures => ({
    grids,
    outside: 1,
    unavoidable: 0,
    undecided: 1,
    moved,
    leastMoved: 2,
    borderCost: 10,
    compactness,
  });
  it.each([
    [[], 0, 0, 0],
    [[figures(2, 0.5, 7)], 2, 0.5, 7],
    [[figures(1, 0.4, 3), figures(3, 0.8, 4)], 4, 0.7, 7],
    [[figures(1, 0.4, 3), figures(3, 0.8, null)], 4, 0.7, null],
  ])('add up, with the mean over all grids: %#', (all, grids, compactness, moved) => {
    const sum = sumOf(all);
    expect([sum.grids, sum.moved]).toEqual([grids, moved]);
    expect(sum.compactness).toBeCloseTo(compactness, 9);
  });
});

describe('what a division would do', () => {
  it('is told grid by grid, the largest change first', () => {
    const plan = planWith();
    const community = only(plan);
    const other = planWith((c) => assignBody(c, 'grid', [C], 0));
    const { rows, moved, movedCells } = deltasOf(community, only(other).division('grid'), WIDE);
    expect([moved, movedCells]).toEqual([102, 1]);
    expect(rows.map(({ record, before, after, bandAfter }) => [record?.code, before, after, bandAfter])).toEqual([
      ['G1', 410, 512, 'over'],
      ['G2', 418, 316, 'within'],
    ]);
  });

  it('is nothing where the division is the present one', () => {
    const community = only(planWith());
    expect(deltasOf(community, community.division('grid'), WIDE)).toEqual({ rows: [], moved: 0, movedCells: 0 });
  });

  it('names new grids, those that go, and cells that were in none', () => {
    const fresh = slotRecord('N1', { code: null });
    const plan = planWith(open(A));
    const split = planWith(open(A), (c) => splitBody(c, 'grid', UNASSIGNED, [A], fresh));
    const { rows, moved } = deltasOf(only(plan), only(split).division('grid'), WIDE);
    expect(moved).toBe(0);
    expect(rows.map(({ slot, before, after }) => [slot === UNASSIGNED, before, after])).toEqual([
      [false, null, 100],
      [true, 100, 0],
    ]);
    const back = deltasOf(only(split), only(plan).division('grid'), WIDE);
    expect(back.rows.map(({ before, after }) => [before, after])).toEqual([
      [100, null],
      [0, 100],
    ]);
    expect(back.moved).toBe(100);
  });
});

describe('the worker of the page', () => {
  const taskFor = (plan: EditedPlan, standard: Standard, key: string) => {
    const question = asked(only(plan), wishFor(standard));
    const row = question.request.present.grids.findIndex(({ code }) => code === key);
    return { question, task: { kind: 'grid', request: question.request, row } as const };
  };

  it('puts a grid right, in ways the checker lets pass, and each can be taken as one operation', () => {
    const plan = planWith((c) => assignBody(c, 'grid', [C], 0));
    const { question, task } = taskFor(plan, WIDE, 'G1');
    const { ways, faults, whole } = fixWays(task);
    expect([faults, whole]).toEqual([[], null]);
    expect(ways.length).toBeGreaterThan(0);
    for (const way of ways) {
      const taken = planWith((c) => assignBody(c, 'grid', [C], 0));
      const { division } = answerOf(question, way, (n) => `new-${n}`);
      const body = applyBody([{ community: only(taken), level: 'grid', division }], 'fix', null);
      expect('refusal' in taken.apply(body)).toBe(false);
      expect(presentFigures(only(taken), WIDE).outside).toBe(0);
    }
  });

  it('says why where there is no way, with the nearest standard', () => {
    const { task } = taskFor(planWith(), { min: 390, max: 400 }, 'G1');
    const { ways, whole } = fixWays(task);
    const known = ways[0] ?? whole;
    expect(known!.certificate.nearestStandards.length).toBeGreaterThan(0);
    expect([...known!.certificate.unavoidable, ...known!.certificate.undecided].length).toBeGreaterThan(0);
  });

  it('looks no further where the grid is inside the standard', () => {
    const { task } = taskFor(planWith(), { min: 1, max: 1000 }, 'G1');
    expect(fixWays(task).whole).toBeNull();
  });

  it('gives cells in no grid to grids beside them', () => {
    const plan = planWith(open(A, B));
    const question = asked(only(plan), wishFor({ min: 150, max: 450 }));
    const { ways, faults } = fixWays({ kind: 'unassigned', request: question.request });
    expect([ways.length, faults]).toEqual([1, []]);
    const { division } = answerOf(question, ways[0]!, (n) => `new-${n}`);
    const body = applyBody([{ community: only(plan), level: 'grid', division }], 'unassigned', null);
    expect('refusal' in plan.apply(body)).toBe(false);
    expect(only(plan).divisions.grid.numbers.numbers(UNASSIGNED).cells).toBe(0);
    expect(drawn(plan)).toMatch(/EF/);
  });
});

const offer = (community: string, more: Partial<ProposalOffer> = {}): ProposalOffer => ({
  community,
  option: 0,
  certificate: `c-${community}`,
  grids: 4,
  outside: 0,
  unavoidable: 0,
  undecided: 0,
  householdsMoved: 10,
  leastMoved: 5,
  borderCost: 100,
  compactness: 0.5,
  ...more,
});

const proposal = (id: string, more: Partial<PlanProposal> = {}): PlanProposal => ({
  id,
  plan: 1,
  method: 'balanced',
  standard: { min: 150, max: 400 },
  seed: 1,
  author: 'li',
  state: 'done',
  communities: 2,
  startedAt: '2026-11-30T08:00:00Z',
  finishedAt: '2026-11-30T08:00:09Z',
  offers: [offer('k1'), offer('k2')],
  problems: [],
  ...more,
});

describe('the communities of a proposal', () => {
  const states = (one: PlanProposal) =>
    offerRows(one, ['k1', 'k2', 'k3'], ({ householdsMoved }) => (householdsMoved === 0 ? 'same' : 'offered')).map(
      ({ community, state }) => `${community} ${state}`,
    );
  it('come in as they are done, those to come after waiting for', () => {
    const now = proposal('p', { state: 'running', offers: [offer('k2')] });
    expect(states(now)).toEqual(['k1 waiting', 'k2 offered', 'k3 waiting']);
  });

  it('are listed by what may be done about them in the end; what never came is not there', () => {
    const problems = [{ community: 'k2', code: 'checker', detail: 'proof-fails' }];
    const offers = [offer('k1', { householdsMoved: 0 }), offer('k3')];
    expect(states(proposal('p', { offers, problems }))).toEqual(['k3 offered', 'k2 failed', 'k1 same']);
    expect(states(proposal('p', { state: 'cancelled', offers: [offer('k3')] }))).toEqual(['k3 offered']);
  });
});

describe('answers side by side', () => {
  const shown = proposal('b');
  it.each([
    ['the newest of each method', [shown, proposal('b0'), proposal('l', { method: 'least-change' })], ['l', 'b']],
    [
      'only with the same standard',
      [shown, proposal('l', { method: 'least-change', standard: { min: 1, max: 9 } })],
      ['b'],
    ],
    ['only of the same communities', [shown, proposal('l', { method: 'least-change', offers: [offer('k1')] })], ['b']],
    ['not those that run', [shown, proposal('l', { method: 'least-change', state: 'running' })], ['b']],
    ['not of a single grid', [shown, proposal('h', { method: 'fix-here' })], ['b']],
  ])('are %s', (_, all, expected) => {
    expect(comparable(all, shown, () => true).map(({ proposal: { id } }) => id)).toEqual(expected);
  });

  it('leave out what the plan has gone beyond', () => {
    const old = proposal('l', { method: 'least-change' });
    expect(comparable([shown, old], shown, ({ id }) => id !== 'l')).toHaveLength(1);
  });
});

describe('reasons', () => {
  const causes = { whileFixed: [], whilePinned: false };
  const PROOFS: Record<Proof['kind'], Proof> = {
    oversized: { kind: 'oversized', cells: [1], households: 480, ...causes },
    'no-count': { kind: 'no-count', cells: [1, 2], households: 290, least: 10, ...causes },
    pocket: { kind: 'pocket', cells: [1], sides: [{ cells: [2], households: 60 }], least: 90, ...causes },
    'no-grid': { kind: 'no-grid', cells: [1], sets: 37, ...causes },
  };

  it('are said once for all grids they explain, proven and undecided apart, the worst first', () => {
    const grid = (key: string, households: number) => ({
      key,
      code: key,
      households,
      cells: 1,
      areaM2: 1,
      compactness: 1,
    });
    const certificate = {
      standard: { min: 150, max: 400 },
      nearestStandards: [{ min: 145, max: 400 }],
      grids: [grid('a', 140), grid('b', 120), grid('c', 480), grid('d', 300)],
      unavoidable: [
        { grid: 'a', violation: 10, proof: PROOFS['no-count'] },
        { grid: 'b', violation: 30, proof: PROOFS['no-count'] },
      ],
      undecided: [{ grid: 'c', violation: 80, partly: [PROOFS['no-count']] }],
    } as unknown as PlanCertificate;
    const { verdicts, nearest } = verdictsOfCertificate(certificate);
    expect(nearest).toEqual([{ min: 145, max: 400 }]);
    expect(verdicts.map(({ grids, isUndecided }) => [grids.map(({ key }) => key).join(), isUndecided])).toEqual([
      ['c', true],
      ['b,a', false],
    ]);
    expect(verdicts[1]!.grids.map(({ violation }) => violation)).toEqual([30, 10]);
  });
});
