/** What the model makes is what the contract says goes over HTTP. */
import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { OperationBody, PlanOperation } from '../../../../server/contract/plan-operations.ts';
import { OperationRefusal } from '../../../../server/contract/plan-refusal.ts';
import { PlanSnapshot } from '../../../../server/contract/plan-state.ts';
import { outlines } from '../../../../server/partition/cells/outlines.ts';
import { DerivedShapes } from '../../../../server/partition/plan/derived-shapes.ts';
import { inverse } from '../../../../server/partition/plan/inverse.ts';
import { turnsIn } from '../../../../server/partition/plan/plan-layer.ts';
import { PlanLog } from '../../../../server/partition/plan/plan-log.ts';
import { EIGHT_HOUSES, groundOf, only, planOn } from '../../../support/partition/plan-scene.ts';
import { randomOperation } from '../../../support/partition/random-operations.ts';
import { mulberry32 } from '../../../support/random.ts';
import { syntheticDistrict } from '../../../support/synthetic-district.ts';

const operation = Compile(OperationBody);
const entry = Compile(PlanOperation);
const refusal = Compile(OperationRefusal);
const state = Compile(PlanSnapshot);

/** A value without what its type says may be missing, as it comes over HTTP. */
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('the contract', () => {
  it('holds for random operations, their inverses, the log, states and refusals', () => {
    const ground = groundOf([{ ...EIGHT_HOUSES, community: '420102001001' }]);
    const random = mulberry32(3);
    const log = new PlanLog(planOn(ground));
    const kinds = new Set<string>();
    let refusals = 0;
    for (let step = 0; step < 400; step++) {
      const body = randomOperation(only(log.plan), random, step);
      if (body === null) continue;
      const result = log.do(body, { ref: `reference-${step}`, actor: 'li', at: '2026-11-26T08:00:00Z' });
      if ('refusal' in result) {
        refusals++;
        expect(refusal.Check(sent(result.refusal)), result.refusal.reason).toBe(true);
        continue;
      }
      kinds.add(body.kind);
      expect(operation.Check(sent(inverse(body))), body.kind).toBe(true);
      expect(entry.Check(sent(result.entry)), body.kind).toBe(true);
    }
    expect(kinds.size).toBe(11);
    expect(refusals).toBeGreaterThan(0);
    const snapshot = sent(log.plan.snapshot()) as PlanSnapshot;
    expect(state.Check(snapshot)).toBe(true);
    snapshot.communities[0]!.grid.slots[0] = { key: '' } as never;
    expect(state.Check(snapshot)).toBe(false);
  });

  it('starts from the grids in force: their rings are the published ones', () => {
    for (const input of [EIGHT_HOUSES, syntheticDistrict({ seed: 3, cols: 1, rows: 1 })[0]!]) {
      const community = only(planOn(groundOf([input])));
      const { base, layer } = community;
      const published = outlines(
        base,
        turnsIn(layer),
        Int32Array.from(base.cells, ({ today }) => today),
      );
      const derived = new DerivedShapes(community);
      expect(derived.shapes).toEqual(published);
      expect(derived.findings).toEqual([]);
    }
  });
});
