import { describe, expect, it } from 'vitest';
import { arrange } from '../../../data/generate/arrangement.ts';
import { halve, inset, type Side } from '../../../data/generate/ground.ts';
import type { Mesh } from '../../../data/generate/mesh.ts';
import { numberingOrder } from '../../../data/generate/numbering.ts';
import { overlaps } from '../../../data/generate/oriented-box.ts';
import { area, type Point } from '../../../data/generate/plane.ts';
import { Random } from '../../../data/generate/random.ts';

const SQUARE: Point[] = [
  [0, 0],
  [200, 0],
  [200, 200],
  [0, 200],
];

/** A square with a cross of streets that overshoot it. */
function crossroads(): Mesh {
  return arrange([
    { kind: 'outline', name: null, points: [...SQUARE, SQUARE[0] as Point] },
    {
      kind: 'street',
      name: '甲路',
      points: [
        [-50, 90],
        [260, 110],
      ],
    },
    {
      kind: 'lane',
      name: '乙巷',
      points: [
        [100, -40],
        [100, 240],
      ],
    },
  ]);
}

function lattice(mesh: Mesh, face: number): bigint {
  const ring = mesh.loop(face).map((h) => mesh.vertices[mesh.origin[h] as number] as Point);
  return ring.reduce((sum, [x, y], i) => {
    const [u, v] = ring[(i + 1) % ring.length] as Point;
    return sum + BigInt(x) * BigInt(v) - BigInt(u) * BigInt(y);
  }, 0n);
}

const total = (mesh: Mesh): bigint => mesh.faces.slice(1).reduce((sum, _, i) => sum + lattice(mesh, i + 1), 0n);

describe('the mesh', () => {
  it('makes faces of crossing lines and drops loose ends', () => {
    const mesh = crossroads();
    expect(mesh.faces).toHaveLength(5);
    expect(total(mesh)).toBe(-lattice(mesh, 0));
  });

  it('refuses lines that do not hang together', () => {
    const far = SQUARE.map(([x, y]): Point => [x + 1000, y]);
    const apart = [SQUARE, far].map((ring) => ({
      kind: 'outline' as const,
      name: null,
      points: [...ring, ring[0] as Point],
    }));
    expect(() => arrange(apart)).toThrow('2 pieces');
  });

  it('keeps all ground, to the last unit, when an edge gets a vertex and a face is cut', () => {
    const mesh = crossroads();
    const before = mesh.faces.length;
    const [first] = mesh.loop(1);
    const a = mesh.splitEdge(first as number, [31.234, 17.891]);
    const loop = mesh.loop(1);
    const b = loop[(loop.indexOf(a) + 2) % loop.length] as number;
    const added = mesh.splitFace(a, b, [], mesh.addLine('wall', null));
    expect(mesh.faces).toHaveLength(before + 1);
    expect(total(mesh)).toBe(-lattice(mesh, 0));
    for (const face of [1, added]) expect(mesh.loop(face).every((h) => mesh.face[h] === face)).toBe(true);
  });

  it('outlines some faces with the edges they do not share', () => {
    const mesh = crossroads();
    const all = mesh.faces.map((_, i) => i).slice(1);
    const loops = mesh.outline((f) => all.includes(f), all);
    expect(loops).toHaveLength(1);
    const ring = (loops[0] as number[]).map((h) => mesh.position(h));
    expect(area(ring)).toBeGreaterThan(39_990);
    expect(area(ring)).toBeLessThan(40_010);
  });
});

describe('ground', () => {
  const sides: Side[] = SQUARE.map((point) => ({ point, kind: 'street', road: '甲路' }));

  it('is cut into two parts that make the whole, each with a side along the cut', () => {
    const cut = halve(sides, [80, 100], Math.PI / 2, { kind: 'lane', road: null });
    const areas = cut?.parts.map((part) => area(part.map((s) => s.point))) ?? [];
    expect(areas.map(Math.round).sort((a, b) => a - b)).toEqual([16_000, 24_000]);
    for (const part of cut?.parts ?? []) expect(part.filter((s) => s.kind === 'lane')).toHaveLength(1);
  });

  it('is not cut by a line that misses it', () => {
    expect(halve(sides, [500, 0], Math.PI / 2, { kind: 'lane', road: null })).toBeNull();
  });

  it('shrinks to its wall, or to none where it is too narrow', () => {
    expect(area(inset(sides, () => 10) as Point[])).toBeCloseTo(180 * 180, 6);
    expect(inset(sides, () => 120)).toBeNull();
  });
});

describe('oriented boxes', () => {
  const box = (x: number, y: number, angle = 0): Parameters<typeof overlaps>[0] => ({
    centre: [x, y],
    half: [10, 5],
    angle,
  });
  it.each([
    ['side by side', box(0, 0), box(20.1, 0), false],
    ['touching', box(0, 0), box(20, 0), false],
    ['a little into each other', box(0, 0), box(19.9, 0), true],
    ['one above the other', box(0, 0), box(0, 10.1), false],
    ['crossed', box(0, 0), box(0, 0, Math.PI / 2), true],
    ['turned past a corner', box(0, 0), box(17, 14, Math.PI / 4), false],
    ['turned into a corner', box(0, 0), box(12, 8, Math.PI / 4), true],
  ])('%s', (_, a, b, expected) => {
    expect(overlaps(a, b)).toBe(expected);
    expect(overlaps(b, a)).toBe(expected);
  });
});

describe('numbering', () => {
  it('goes by rows from the north and from west to east inside a row', () => {
    const points: [string, Point][] = [
      ['south', [0, 0]],
      ['north-east', [90, 95]],
      ['north-west', [10, 90]],
      ['middle', [50, 45]],
    ];
    const order = numberingOrder(
      points,
      ([, p]) => p,
      () => 40,
    );
    expect(order.map(([name]) => name)).toEqual(['north-west', 'north-east', 'middle', 'south']);
  });
});

describe('random numbers', () => {
  it('are those of mulberry32', () => {
    const random = new Random(1);
    expect([random.next(), random.next()]).toEqual([0.6270739405881613, 0.002735721180215478]);
  });

  it('of a branch do not depend on how far the trunk was used before it was made again', () => {
    const branch = (name: string): number => new Random(7).branch(name).next();
    expect(branch('a')).toBe(branch('a'));
    expect(branch('a')).not.toBe(branch('b'));
  });
});
