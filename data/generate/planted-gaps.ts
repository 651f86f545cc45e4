/** Planted gaps: a sliver along a street, a block of flats left out, new houses beyond the line of a village grid. */
import type { Building } from './building.ts';
import type { Grid } from './county.ts';
import { beside, type Defect, insert, pick, squareMetres, type Workshop } from './defect.ts';
import { toLattice, toMetres } from './frame.ts';
import { buildingPoint } from './grid-plan.ts';
import { bearing } from './ground.ts';
import { corners, grown, type OrientedBox, overlaps } from './oriented-box.ts';
import { contains, direction, distance, distanceToRing, mix, type Point, rotate } from './plane.ts';

/** A sliver between two grids along a street: one was drawn to the kerb, the other to the middle. */
export function narrowGap(shop: Workshop): Defect[] {
  const found = shop.borders().filter((b) => b.kind === 'street' && b.length > 110 && b.left.kind === 'basic');
  const { left, right, p, q, length } = pick(found, 0.7, 'a narrow gap');
  const between = [beside(p, q, 7, 2.2), beside(p, q, length - 7, 2.2)];
  insert(left, p, q, between);
  shop.touch(left, right);
  const grids = [left.code, right.code].sort();
  const at = mix(toMetres(between[0] as Point), toMetres(p), 0.5);
  const areaM2 = squareMetres([p, ...between, q]);
  return [{ kind: 'gap', grids, places: [], areaM2, households: 0, at, note: '沿路约 2.2 米宽的缝隙' }];
}

/** A hole where some buildings were added and nobody answers for them. */
export function gapWithBuildings(shop: Workshop): Defect[] {
  for (const grid of [...shop.county.grids].reverse()) {
    if (grid.kind !== 'basic' || !shop.isUntouched(grid) || shop.hasMicro(grid) || shop.households(grid) < 280)
      continue;
    const shell = (grid.rings[0] as Point[]).map(toMetres);
    const all = shop.buildings(grid);
    const angle = bearing(shell);
    for (const made of all.filter((b) => b.units.length > 0)) {
      const [x, y] = rotate(buildingPoint(made), -angle);
      const centre = rotate([x, y + 15], angle);
      const box: OrientedBox = { centre, half: [made.boxes[0]!.half[0] + 6, 26], angle };
      const inside = all.filter((b) => b.boxes.every((part) => corners(part).every((c) => contains(corners(box), c))));
      const cutUp = all.some((b) => !inside.includes(b) && b.boxes.some((part) => overlaps(grown(box, 3), part)));
      const households = inside.reduce((sum, b) => sum + b.households, 0);
      const isDeep = corners(box).every((c) => contains(shell, c) && distanceToRing(c, shell) > 8);
      if (cutUp || !isDeep || inside.length < 2 || shop.households(grid) - households < 160) continue;
      const ring = corners(box).map(toLattice);
      grid.rings = [...grid.rings, [...ring].reverse()];
      shop.touch(grid);
      return gapDefects(shop, grid, ring, inside, '新交付楼栋所在地块未划入网格');
    }
  }
  throw new Error('no room in the county for a gap with buildings');
}

/** Two new houses beyond the line where a village grid stops short of the county border. */
export function gapAtOutline(shop: Workshop): Defect[] {
  const { mesh, grids, groups, codes } = shop.county;
  const candidates = grids.flatMap((grid) => {
    if (grid.kind !== 'basic' || !shop.isUntouched(grid)) return [];
    return grid.faces
      .flatMap((f) => mesh.loop(f))
      .flatMap((half) => {
        const [p, q] = [half, half ^ 1].map((h) => mesh.vertices[mesh.origin[h] as number] as Point) as [Point, Point];
        const length = distance(toMetres(p), toMetres(q));
        return mesh.lineAt(half).kind === 'outline' && length > 120 && length < 260 ? [{ grid, p, q, length }] : [];
      });
  });
  for (const { grid, p, q, length } of candidates) {
    const depth = 56;
    const ring = [p, beside(p, q, 18, depth), beside(p, q, length - 18, depth), q];
    const yard = ring.map(toMetres);
    const home = groups.find((g) => g.grid === grid.code && g.use === 'hamlet' && g.buildings.length > 12);
    if (
      !home ||
      shop.buildings(grid).some((b) => contains(yard, buildingPoint(b)) || distanceToRing(buildingPoint(b), yard) < 40)
    )
      continue;
    const old = home.buildings
      .filter((b) => b.use === 'house' && b.boxes.length === 1 && b.households > 0 && b.households < 4)
      .slice(0, 2);
    const angle = direction(toMetres(p), toMetres(q));
    const moved = old.map((made, i): Building => {
      const centre = toMetres(beside(p, q, length / 2 + (i - 0.5) * 26, 34));
      const next = {
        ...made,
        boxes: [{ centre, half: [6, 5] as const, angle }],
        address: `${home.name}新建房${i + 1}号`,
      };
      home.buildings[home.buildings.indexOf(made)] = next;
      codes.set(next, codes.get(made) as string);
      codes.delete(made);
      return next;
    });
    insert(grid, p, q, [beside(p, q, 18, depth), beside(p, q, length - 18, depth)]);
    shop.touch(grid);
    return gapDefects(shop, grid, ring, moved, '网格边界没有画到县界，漏掉新建房');
  }
  throw new Error('no room in the county for a gap at its border');
}

function gapDefects(
  shop: Workshop,
  grid: Grid,
  ring: readonly Point[],
  inside: readonly Building[],
  note: string,
): Defect[] {
  const households = inside.reduce((sum, b) => sum + b.households, 0);
  const at = buildingPoint(inside[0] as Building);
  const places = inside.map((b) => shop.code(b));
  const gap: Defect = { kind: 'gap', grids: [grid.code], places, areaM2: squareMetres(ring), households, at, note };
  const lost = inside.map((b): Defect => {
    const common = { grids: [], places: [shop.code(b)], areaM2: null, note: '不在任何网格内' };
    return { kind: 'building-uncovered', ...common, households: b.households, at: buildingPoint(b) };
  });
  return [gap, ...lost];
}
