// @vitest-environment happy-dom
/** A vast plan from afar: grids stand for their cells, in step with them, and which of the two a map draws at which zoom. */
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import type { Feature, MultiPolygon } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { inOrder } from '../../client/map/layer-order.ts';
import { NOTHING, PLAN_SOURCES, planLayers } from '../../client/map/layers/plan.ts';
import { FAR_ZOOM, farFeatures } from '../../client/map/layers/plan-far.ts';
import { PlanFarPainter } from '../../client/map/layers/plan-far-painter.ts';
import { featureId } from '../../client/map/layers/plan-shapes.ts';
import { changes } from '../../client/map/style-change.ts';
import { PLAIN_VIEW } from '../../client/map/view.ts';
import { slotColours } from '../../client/state/plan/slot-colours.ts';
import type { CommunityPlan } from '../../server/partition/plan/community-plan.ts';
import { only } from '../support/partition/plan-scene.ts';
import { assign, lock, type Make, run } from '../support/partition/plan-steps.ts';

const planned = (...makes: Make[]): CommunityPlan => only(run(makes).plan);
const layers = (vast: boolean) => inOrder(planLayers(PLAIN_VIEW, { ...NOTHING, vast }));
const range = (id: string, vast: boolean) => {
  const { minzoom, maxzoom, layout } = layers(vast).find((one) => one.id === id)!;
  return [minzoom, maxzoom, layout?.visibility ?? 'visible'];
};

/** Square degrees of the shell less its holes. */
function areaOf({ geometry }: Feature): number {
  const ring = (points: number[][]): number =>
    points.slice(1).reduce((sum, [x, y], i) => sum + points[i]![0]! * y! - x! * points[i]![1]!, 0) / 2;
  return (geometry as MultiPolygon).coordinates.flat().reduce((sum, points) => sum + ring(points), 0);
}

/** What a map is told, and what it shows after it. */
function fakeMap() {
  const features = new Map<number, Feature>();
  const states = new Map<number, object>();
  const told = { updates: 0 };
  const map = {
    removeFeatureState: () => states.clear(),
    setFeatureState: ({ id }: { id: number }, state: object) => states.set(id, { ...states.get(id), ...state }),
    getSource: () => ({
      setData: () => features.clear(),
      updateData: ({ remove, add }: { remove: number[]; add: Feature[] }) => {
        told.updates++;
        for (const id of remove) features.delete(id);
        for (const one of add) features.set(one.id as number, one);
      },
    }),
  };
  return { map: map as unknown as MapLibreMap, features, states, told };
}

describe('grids from afar', () => {
  it('cover what their cells cover, by slot', () => {
    const before = farFeatures(planned(), 2);
    expect([...before].map(([slot, { id }]) => [slot, id])).toEqual([
      [0, featureId(2, 0)],
      [1, featureId(2, 1)],
    ]);
    const after = farFeatures(planned(assign([2], 0)), 2);
    const sum = (all: ReadonlyMap<number, Feature>) => [...all.values()].reduce((total, one) => total + areaOf(one), 0);
    expect(areaOf(after.get(0)!)).toBeGreaterThan(areaOf(before.get(0)!) * 1.1);
    expect(sum(after)).toBeCloseTo(sum(before), 12);
  });

  it('are told to the map once, and again only where something has changed', async () => {
    const { map, features, states, told } = fakeMap();
    const painter = new PlanFarPainter(map);
    const paint = async (community: CommunityPlan) => {
      const colours = {
        grid: slotColours(community, 'grid', () => undefined),
        micro: slotColours(community, 'micro', () => undefined),
      };
      painter.paint(community, 0, 'grid', colours, { min: 150, max: 450 });
      await Promise.resolve();
    };
    /** As the style reads it: a state, else what the shape brought along. */
    const locked = () =>
      [...features]
        .map(([id, { properties }]) => ({ ...properties, ...states.get(id) }) as { l?: boolean })
        .map(({ l }) => l);
    await paint(planned());
    expect([features.size, told.updates]).toEqual([0, 0]);
    painter.open(true);
    await paint(planned());
    // what they bring along is not told once more as states
    expect([features.size, states.size, told.updates]).toEqual([2, 0, 1]);
    expect(locked()).toEqual([false, false]);
    const west = areaOf(features.get(featureId(0, 0))!);
    const steps = run([assign([2], 0)]);
    await paint(only(steps.plan));
    expect([features.size, told.updates]).toEqual([2, 2]);
    expect(areaOf(features.get(featureId(0, 0))!)).toBeGreaterThan(west);
    await paint(only(steps.plan));
    expect(told.updates).toBe(2);
    await paint(planned(assign([2], 0), lock(0)));
    expect(locked()).toEqual([true, false]);
    await paint(planned(assign([2], 0)));
    expect(locked()).toEqual([false, false]);
  });
});

describe('the style of a vast plan', () => {
  it('draws grids below the zoom from which it draws cells, and of another plan cells at every zoom', () => {
    expect(validateStyleMin({ version: 8, sources: PLAN_SOURCES, layers: layers(true) } as never)).toEqual([]);
    for (const id of ['plan-fill', 'plan-line', 'plan-chosen']) {
      expect([id, range(id, true)]).toEqual([id, [FAR_ZOOM, undefined, 'visible']]);
      expect([id, range(id, false)]).toEqual([id, [undefined, undefined, 'visible']]);
    }
    for (const id of ['plan-far-fill', 'plan-far-line', 'plan-far-chosen']) {
      expect([id, range(id, true)]).toEqual([id, [undefined, FAR_ZOOM, 'visible']]);
      expect([id, range(id, false)]).toEqual([id, [undefined, FAR_ZOOM, 'none']]);
    }
  });

  it('is reached from that of another by ranges of zoom and what is visible', () => {
    const told = changes({ layers: layers(false) }, { layers: layers(true) });
    expect(new Set(told.map(({ part, name }) => `${part} ${name}`))).toEqual(new Set(['zoom ', 'layout visibility']));
    expect(told).toContainEqual({ layer: 'plan-fill', part: 'zoom', name: '', value: [FAR_ZOOM, 24] });
  });
});
