/** The buildings of one county in memory: columns by id, footprints in lattice units one behind the other. Immutable. */
import { toUnits } from '../geometry/lattice.ts';
import { BoxIndex } from '../geometry/tiles/box-index.ts';
import { worldX, worldY } from '../geometry/tiles/mercator.ts';
import { decodeMultiPolygon } from '../geometry/wkb.ts';
import type { BuildingRow } from './building-repository.ts';
import { ValueTable } from './mvt/value-table.ts';

export const BUILDING_KEYS = ['code', 'name', 'compound', 'households', 'shops', 'storeys'] as const;

export class BuildingColumns {
  readonly ids: Float64Array;
  /** Lattice units. */
  readonly x: Int32Array;
  readonly y: Int32Array;
  /** −1: not known. */
  readonly households: Int32Array;
  readonly values = new ValueTable();
  /** Numbers of the values of each building, those of BUILDING_KEYS. */
  readonly rows: Int32Array;
  /** First ring of each building, and the end; none where only the point is known. */
  readonly ringsOf: Int32Array;
  /** First number of `xy` of each ring, and the end. */
  readonly rings: Int32Array;
  readonly isShell: Uint8Array;
  /** Lattice x, y; the first place of a ring once more at its end. */
  readonly xy: Int32Array;
  readonly boxes: Float64Array;
  readonly index: BoxIndex;

  /** In order of their ids. */
  constructor(pages: readonly (readonly BuildingRow[])[]) {
    const count = pages.reduce((sum, page) => sum + page.length, 0);
    this.ids = new Float64Array(count);
    this.x = new Int32Array(count);
    this.y = new Int32Array(count);
    this.households = new Int32Array(count);
    this.rows = new Int32Array(count * BUILDING_KEYS.length);
    this.ringsOf = new Int32Array(count + 1);
    this.boxes = new Float64Array(4 * count);
    const rings: number[] = [0];
    const isShell: number[] = [];
    const xy: number[] = [];
    let at = 0;
    for (const row of pages.flat()) {
      this.ids[at] = row.id;
      this.x[at] = toUnits(row.lon);
      this.y[at] = toUnits(row.lat);
      this.households[at] = row.households ?? -1;
      BUILDING_KEYS.forEach((key, k) => {
        this.rows[at * BUILDING_KEYS.length + k] = this.values.number(row[key]);
      });
      const from = xy.length;
      for (const polygon of row.footprint === null ? [] : decodeMultiPolygon(row.footprint)) {
        polygon.forEach((ring, place) => {
          for (const value of ring) xy.push(value);
          xy.push(ring[0]!, ring[1]!);
          rings.push(xy.length);
          isShell.push(place === 0 ? 1 : 0);
        });
      }
      this.boxes.set(boxAround(this.x[at]!, this.y[at]!, xy, from), 4 * at);
      at += 1;
      this.ringsOf[at] = isShell.length;
    }
    this.values.close();
    this.rings = Int32Array.from(rings);
    this.isShell = Uint8Array.from(isShell);
    this.xy = Int32Array.from(xy);
    this.index = new BoxIndex(this.boxes);
  }

  get count(): number {
    return this.ids.length;
  }

  get byteLength(): number {
    const arrays = Object.values(this).filter(ArrayBuffer.isView);
    return arrays.reduce((sum, { byteLength }) => sum + byteLength, this.values.byteLength + this.index.byteLength);
  }
}

/** World coordinates of the point and of the numbers from `from` on. */
function boxAround(x: number, y: number, xy: readonly number[], from: number): [number, number, number, number] {
  let [minX, minY, maxX, maxY] = [x, y, x, y];
  for (let i = from; i < xy.length; i += 2) {
    minX = Math.min(minX, xy[i]!);
    maxX = Math.max(maxX, xy[i]!);
    minY = Math.min(minY, xy[i + 1]!);
    maxY = Math.max(maxY, xy[i + 1]!);
  }
  return [worldX(minX), worldY(maxY), worldX(maxX), worldY(minY)];
}
