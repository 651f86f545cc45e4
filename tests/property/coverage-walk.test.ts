/** The walk against plain tests of points and areas, on random shapes full of coincidences. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doubledArea } from '../../server/geometry/area.ts';
import { coverSets } from '../../server/geometry/cover-sets.ts';
import { crossings } from '../../server/geometry/crossings.ts';
import { EdgeUses, verticesOf } from '../../server/geometry/edge-uses.ts';
import { type Faces, walkFaces } from '../../server/geometry/faces.ts';
import { facesAt } from '../../server/geometry/faces-at.ts';
import { nodePieces } from '../../server/geometry/noding.ts';
import type { MultiPolygon } from '../../server/geometry/polygon.ts';
import { measureRegion } from '../../server/geometry/region-measure.ts';
import { mergeRegions } from '../../server/geometry/regions.ts';
import { mulberry32 } from '../support/random.ts';
import { holdersOf, moved, smallShape } from '../support/shapes.ts';

const SEED = { seed: 20261122, numRuns: 300 };
const SIZE = 12;
const SCALE = 60;

/** On a lattice of multiples, so that there are lattice points between the borders to look at. */
const scenes = (most: number) =>
  fc
    .array(smallShape(SIZE), { minLength: 1, maxLength: most })
    .map((shapes) => shapes.map((one) => moved(one, SCALE, 1_000_000_000, 300_000_000)));

function walk(shapes: readonly MultiPolygon[]): { table: EdgeUses; pairs: Int32Array; open: Faces } {
  const table = new EdgeUses(shapes.reduce((sum, one) => sum + verticesOf(one), 0));
  shapes.forEach((one, owner) => {
    table.add(owner, one);
  });
  const pairs = crossings(table);
  const chosen = Int32Array.from({ length: table.count }, (_, edge) => edge).filter((edge) => table.isOpen(edge));
  return { table, pairs, open: walkFaces(table, nodePieces(table, chosen, pairs)) };
}

function samplePoints(count: number): [number, number][] {
  const random = mulberry32(7);
  const side = (SIZE + 8) * SCALE;
  return Array.from({ length: count }, () => [
    1_000_000_000 - SCALE + Math.floor(random() * side),
    300_000_000 - SCALE + Math.floor(random() * side),
  ]);
}

describe('the walk over open edges', () => {
  it('gives every point inside a face the number of shapes that hold it', () => {
    fc.assert(
      fc.property(scenes(9), (shapes) => {
        const { open } = walk(shapes);
        for (const [x, y] of samplePoints(60)) {
          const faces = facesAt(open, x, y);
          // On the border of an open edge the plain test has no inside; elsewhere the answer is one face.
          if (faces.length > 1) continue;
          const onBorder = shapes.some((one) => holdersOf([one], x, y).length === 0 && touches(one, x, y));
          if (!onBorder) expect(open.depth[faces[0]!]).toBe(holdersOf(shapes, x, y).length);
        }
      }),
      SEED,
    );
  });

  it('cuts the plane so that areas times depth add up to the areas of the shapes', () => {
    fc.assert(
      fc.property(scenes(9), (shapes) => {
        const { open } = walk(shapes);
        const regions = mergeRegions(open, (face) => (open.depth[face]! > 0 ? open.depth[face]! : -1));
        const walked = regions.reduce((sum, region) => sum + region.key * measureRegion(open, region).doubledArea, 0);
        const given = shapes.flat(2).reduce((sum, one) => sum + Number(doubledArea(one)), 0);
        expect(walked).toBeCloseTo(given, 3);
      }),
      SEED,
    );
  });

  it('names exactly the shapes that hold each point of an overlap', () => {
    fc.assert(
      fc.property(scenes(9), (shapes) => {
        const { table, pairs, open } = walk(shapes);
        const cover = coverSets(table, pairs, open, (depth) => depth > 1);
        for (const [x, y] of samplePoints(60)) {
          const holders = holdersOf(shapes, x, y);
          if (holders.length < 2 || shapes.some((one, i) => !holders.includes(i) && touches(one, x, y))) continue;
          const faces = facesAt(cover!.faces, x, y);
          expect(faces.map((face) => cover!.sets[cover!.setOf[face]!])).toEqual(faces.map(() => holders));
        }
      }),
      SEED,
    );
  });
});

function touches(one: MultiPolygon, x: number, y: number): boolean {
  return one.some((polygon) =>
    polygon.some((r) => {
      for (let i = 0; i < r.length; i += 2) {
        const j = (i + 2) % r.length;
        const cross = (r[j]! - r[i]!) * (y - r[i + 1]!) - (r[j + 1]! - r[i + 1]!) * (x - r[i]!);
        const within = (a: number, b: number, v: number) => Math.min(a, b) <= v && v <= Math.max(a, b);
        if (cross === 0 && within(r[i]!, r[j]!, x) && within(r[i + 1]!, r[j + 1]!, y)) return true;
      }
      return false;
    }),
  );
}
