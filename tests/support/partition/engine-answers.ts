/** What the engine answers to fixed questions, as text: to be the same wherever it runs. Imports nothing of Node. */
import { buildCells } from '../../../server/partition/cells/build-cells.ts';
import { DerivedShapes } from '../../../server/partition/plan/derived-shapes.ts';
import type { Proposal } from '../../../server/partition/proposal.ts';
import { type ProposalWay, stepsOf } from '../../../server/partition/proposal-way.ts';
import type { ProposalRequest } from '../../../server/partition/request.ts';
import { mulberry32 } from '../random.ts';
import { syntheticDistrict } from '../synthetic-district.ts';
import { drifted } from './drifted.ts';
import { EIGHT_HOUSES, groundOf, only, planOn } from './plan-scene.ts';
import { randomOperation } from './random-operations.ts';
import { testCounty } from './test-county.ts';

const STANDARD = { min: 150, max: 400 };
const WAYS: readonly ProposalWay[] = ['afresh', 'least-change', 'balanced', 'best-shape', { fixHere: 0 }];

export interface EngineAnswers {
  /** Hashes of layers of cells. */
  readonly cells: readonly string[];
  /** Plans and certificates, with every bit of their numbers. */
  readonly proposals: readonly string[];
  /** A plan after random operations: its state, its numbers and its shapes. */
  readonly edited: string;
}

export function engineAnswers(): EngineAnswers {
  const county = testCounty({ seed: 61, across: 2, down: 1, barrierShare: 0.1, compoundShare: 0.3 });
  const requests = county.map((community, i) => drifted(community, STANDARD, mulberry32(900 + i)));
  return {
    cells: syntheticDistrict({ seed: 12, cols: 1, rows: 1 }).map((input) => buildCells(input).hash),
    proposals: requests.flatMap((request) => WAYS.map((way) => answerOf(request, way))),
    edited: editedPlan(),
  };
}

function answerOf(request: ProposalRequest, way: ProposalWay): string {
  const steps = stepsOf(request, way);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return textOf(step.value);
  }
}

function textOf(answer: Proposal | readonly Proposal[]): string {
  return JSON.stringify([answer].flat().map(({ grids, gridOf, certificate }) => [grids, [...gridOf], certificate]));
}

function editedPlan(): string {
  const plan = planOn(groundOf([EIGHT_HOUSES]));
  const community = only(plan);
  const random = mulberry32(17);
  for (let step = 0; step < 120; step++) {
    const body = randomOperation(community, random, step);
    if (body !== null) plan.apply(body);
  }
  const { numbers, slots } = community.divisions.grid;
  const shapes = [...new DerivedShapes(community).shapes].map(([slot, polygons]) => [
    slot,
    polygons.map((polygon) => polygon.map((ring) => [...ring])),
  ]);
  return JSON.stringify([plan.snapshot(), slots.map((_, slot) => numbers.numbers(slot)), shapes]);
}
