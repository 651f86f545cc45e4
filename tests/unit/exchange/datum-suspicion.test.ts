import { describe, expect, it } from 'vitest';
import { datumSuspicion } from '../../../server/exchange/datum-suspicion.ts';
import { fromWgs84 } from '../../../server/geometry/datum.ts';
import { toUnits } from '../../../server/geometry/lattice.ts';

/** A county of about 400 m: smaller than the shift. */
const covers = (x: number, y: number) => Math.abs(x - toUnits(118)) < 20_000 && Math.abs(y - toUnits(30.7)) < 20_000;
const points = Array.from(
  { length: 50 },
  (_, i) => [118 + ((i % 7) - 3) * 0.0005, 30.7 + ((i % 5) - 2) * 0.0005] as const,
);
const inUnits = (list: readonly (readonly [number, number])[]) =>
  list.map(([lon, lat]) => [toUnits(lon), toUnits(lat)] as const);

describe('points beside the county', () => {
  it('look like GCJ-02 or BD-09 when they lie in it after the change', () => {
    const gcj = inUnits(points.map(([lon, lat]) => fromWgs84('gcj02', lon, lat)));
    const bd = inUnits(points.map(([lon, lat]) => fromWgs84('bd09', lon, lat)));
    expect(datumSuspicion(gcj, covers)).toMatchObject({ code: 'looks-like-gcj02', params: { insideAfter: 1 } });
    expect(datumSuspicion(bd, covers)).toMatchObject({ code: 'looks-like-bd09', params: { insideAfter: 1 } });
  });

  it('look swapped when lon and lat exchanged lie in it', () => {
    const swapped = inUnits(points).map(([x, y]) => [y, x] as const);
    expect(datumSuspicion(swapped, covers)).toEqual({ code: 'looks-swapped', params: { inside: 0, insideAfter: 1 } });
  });

  it('look like nothing when they are right, when nothing helps, and when they are too few', () => {
    expect(datumSuspicion(inUnits(points), covers)).toBeNull();
    expect(datumSuspicion(inUnits(points.map(([lon, lat]) => [lon + 1, lat])), covers)).toBeNull();
    expect(
      datumSuspicion(
        inUnits(points)
          .slice(0, 9)
          .map(([x, y]) => [y, x]),
        covers,
      ),
    ).toBeNull();
  });
});
