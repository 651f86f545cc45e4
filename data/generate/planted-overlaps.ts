/** Planted overlaps: a building claimed by two grids, a strip beyond a wall, a micro grid beyond its grid. */
import { type County, ringsOf } from './county.ts';
import { beside, type Defect, insert, pick, squareMetres, type Workshop } from './defect.ts';
import { toMetres } from './frame.ts';
import { buildingPoint } from './grid-plan.ts';
import { corners, grown, type OrientedBox, overlaps } from './oriented-box.ts';
import { direction, distance, mix, type Point, polar, rotate, subtract } from './plane.ts';

/** Recomputes all borders after a vertex was put on an edge; only before any ring has been changed. */
function refresh(county: County): void {
  for (const grid of county.grids) grid.rings = ringsOf(county.mesh, grid.faces);
}

/** One grid was drawn around a building of its neighbour. */
export function overlapWithBuilding(shop: Workshop): Defect[] {
  const { county } = shop;
  const candidates = shop.borders().flatMap((border) => {
    if (border.length < 90 || border.left.kind !== 'basic' || border.right.kind !== 'basic') return [];
    const [p, q] = [toMetres(border.p), toMetres(border.q)];
    const angle = direction(p, q);
    const all = shop.buildings(border.left);
    return all.flatMap((made) => {
      const local = made.boxes.flatMap(corners).map((c) => rotate(subtract(c, p), -angle));
      const [from, to] = [Math.min(...local.map((c) => c[0])) - 4, Math.max(...local.map((c) => c[0])) + 4];
      const deep = Math.max(...local.map((c) => c[1])) + 3;
      if (made.units.length === 0 || from < 8 || to > border.length - 8 || deep > 32) return [];
      const centre = mix(p, q, (from + to) / 2 / border.length);
      const up = polar(angle + Math.PI / 2, deep / 2);
      const box: OrientedBox = {
        centre: [centre[0] + up[0], centre[1] + up[1]],
        half: [(to - from) / 2, deep / 2],
        angle,
      };
      if (all.some((other) => other !== made && other.boxes.some((b) => overlaps(grown(box, 1), b)))) return [];
      const after = [shop.households(border.left) - made.households, shop.households(border.right) + made.households];
      return after[0]! >= 160 && after[1]! <= 395 ? [{ border, made, from, to, deep }] : [];
    });
  });
  const { border, made, from, to, deep } = pick(candidates, 0.62, 'an overlap with a building');
  const second = county.mesh.splitEdge(border.half, toMetres(beside(border.p, border.q, to, 0)));
  const first = county.mesh.splitEdge(border.half, toMetres(beside(border.p, border.q, from, 0)));
  refresh(county);
  const [a, b] = [first, second].map((h) => county.mesh.vertices[county.mesh.origin[h] as number]) as [Point, Point];
  const between = [beside(a, b, 0, deep), beside(a, b, distance(toMetres(a), toMetres(b)), deep)];
  insert(border.right, a, b, between);
  shop.touch(border.left, border.right);
  const grids = [border.left.code, border.right.code].sort();
  const common = { grids, places: [shop.code(made)], households: made.households, at: buildingPoint(made) };
  const ring = [a, b, ...[...between].reverse()];
  return [
    { kind: 'overlap', ...common, areaM2: squareMetres(ring), note: '一栋楼被两个网格同时划入' },
    { kind: 'building-double', ...common, areaM2: null, note: '该楼同时位于两个网格内' },
  ];
}

/** One grid reaches some metres over a wall into the next. */
export function narrowOverlap(shop: Workshop): Defect[] {
  const found = shop.borders().filter((b) => b.kind === 'wall' && b.length > 80 && b.right.kind === 'basic');
  const { left, right, p, q, length } = pick(found, 0.45, 'a narrow overlap');
  const between = [beside(p, q, 6, 3.5), beside(p, q, length - 6, 3.5)];
  insert(right, p, q, between);
  shop.touch(left, right);
  const grids = [left.code, right.code].sort();
  const at = toMetres(beside(p, q, length / 2, 1.7));
  const areaM2 = squareMetres([p, q, ...[...between].reverse()]);
  return [{ kind: 'overlap', grids, places: [], areaM2, households: 0, at, note: '越过围墙约 3.5 米' }];
}

/** A micro grid that reaches over the border of its grid. */
export function microOutside(shop: Workshop): Defect[] {
  const { mesh, grids } = shop.county;
  for (const micro of grids) {
    const parent = grids.find((g) => g.code === micro.parent);
    if (micro.kind !== 'micro' || !parent || !shop.isUntouched(parent)) continue;
    for (const half of mesh.loop(micro.faces[0] as number)) {
      const beyond = mesh.face[half ^ 1] as number;
      const next = grids.find((g) => g.kind !== 'micro' && g.faces.includes(beyond));
      const [p, q] = [half, half ^ 1].map((h) => mesh.vertices[mesh.origin[h] as number] as Point) as [Point, Point];
      const length = distance(toMetres(p), toMetres(q));
      if (!next || next === parent || next.parent !== parent.parent || length < 45) continue;
      const between = [beside(p, q, 10, -2.5), beside(p, q, length - 10, -2.5)];
      insert(micro, p, q, between);
      shop.touch(parent);
      const at = toMetres(between[0] as Point);
      const common = { grids: [micro.code, parent.code], places: [], households: 0, at };
      return [
        {
          kind: 'outside-parent',
          ...common,
          areaM2: squareMetres([p, ...between, q]),
          note: '微网格越出所属网格约 2.5 米',
        },
      ];
    }
  }
  throw new Error('no room in the county for a micro grid outside its parent');
}
