import { describe, expect, it } from 'vitest';
import { checkFeatures } from '../../client/workspaces/audit/layer-check.ts';
import type { RawFeature } from '../../client/workspaces/audit/layer-file.ts';
import { layerRepair, mendedLayer } from '../../client/workspaces/audit/layer-repair.ts';

const feature = (geometry: unknown, properties: Record<string, unknown>): RawFeature => ({
  geometry,
  properties,
  id: null,
});
/** From west to east in thousandths of a degree; the rings are finer than the lattice where `fine` says so. */
const box = (code: string, west: number, east: number, fine = 0): RawFeature => {
  const [w, e] = [117 + west / 1000 + fine, 117 + east / 1000 + fine];
  return feature(
    {
      type: 'Polygon',
      coordinates: [
        [
          [w, 30],
          [e, 30],
          [e, 30.001],
          [w, 30.001],
          [w, 30],
        ],
      ],
    },
    { code, name: `第${code}格` },
  );
};
const bowTie = feature(
  {
    type: 'Polygon',
    coordinates: [
      [
        [118, 30],
        [118.001, 30.001],
        [118.001, 30],
        [118, 30.001],
        [118, 30],
      ],
    ],
  },
  { code: 'X', name: '蝴蝶结' },
);
const point = feature({ type: 'Point', coordinates: [117.0005, 30.0005] }, { code: 'P', name: '点' });

const overlapping = [point, box('A', 0, 1.2, 3e-9), bowTie, box('B', 1, 2)];

describe('a repair of a file', () => {
  it('shows what would become of both shapes, and who is settled by it', () => {
    const checked = checkFeatures(overlapping);
    const overlap = checked.findings.find(({ kind }) => kind === 'overlap')!;
    expect(overlap.repair).toBe('split-overlap');
    const { repair } = layerRepair(checked.kernel, overlap.id);
    expect(repair).toMatchObject({ finding: overlap.id, kind: 'split-overlap', moved: { buildings: 0 }, remaining: 0 });
    const [change] = repair!.changes;
    expect(change!.beforeM2 - change!.afterM2).toBeCloseTo(overlap.areaM2!, 0);
    // the crossed ring is the file's own fault and is still there
    expect(repair!.resolved).toEqual([overlap.id]);
  });

  it('is refused with the reason of the kernel', () => {
    const { kernel, findings } = checkFeatures(overlapping);
    const broken = findings.find(({ kind }) => kind === 'invalid-ring')!;
    expect(layerRepair(kernel, broken.id)).toEqual({ repair: null, reason: 'no-repair' });
    expect(layerRepair(kernel, 'overlap-0')).toEqual({ repair: null, reason: 'no-repair' });
  });
});

describe('the mended file', () => {
  const written = (features: RawFeature[]) => {
    const { text, ...counts } = mendedLayer(features, checkFeatures(features));
    return { collection: JSON.parse(text), ...counts };
  };

  it('has every feature in its order with its attributes, and no finding that had a clear way', () => {
    const { collection, repaired, left } = written(overlapping);
    expect([repaired, left]).toEqual([1, 0]);
    expect(collection.features.map((one: RawFeature) => one.properties)).toEqual(
      overlapping.map(({ properties }) => properties),
    );
    const again = checkFeatures(collection.features);
    expect(again.findings.map(({ kind }) => kind)).toEqual(checkFeatures([bowTie]).findings.map(({ kind }) => kind));
    expect(again.kernel.coveredM2).toBeCloseTo(checkFeatures(overlapping).kernel.coveredM2, 1);
  });

  it('leaves what was not judged as it stands, and writes the rest as it was judged', () => {
    const { collection } = written(overlapping);
    expect(collection.features[0].geometry).toEqual(point.geometry);
    expect(collection.features[2].geometry).toEqual(bowTie.geometry);
    for (const [lon, lat] of collection.features[1].geometry.coordinates[0]) {
      expect([lon, lat]).toEqual([Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7]);
    }
  });

  it('leaves out a shape that is given up, and keeps shapes of one code apart', () => {
    const twice = [box('A', 0, 1), box('A', 0, 1), box('B', 1, 2), box('B', 3, 4)];
    const { collection, repaired } = written(twice);
    expect(repaired).toBe(1);
    expect(collection.features.map((one: RawFeature) => one.properties.code)).toEqual(['A', 'B', 'B']);
    expect(collection.features[1].geometry).toEqual(twice[2]!.geometry);
    expect(collection.features[2].geometry).toEqual(twice[3]!.geometry);
  });

  it('says so when there is nothing to mend', () => {
    expect(written([box('A', 0, 1), box('B', 1, 2)])).toMatchObject({ repaired: 0, left: 0 });
  });
});
