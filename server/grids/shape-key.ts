/**
 * Equality of shapes, whatever vertex a ring begins with and in whatever order its parts stand, and the hash of a whole
 * edition. Rings have the normal sense (shells counter-clockwise), so direction needs no care.
 */
import { createHash } from 'node:crypto';
import type { GridKind } from '../contract/codes.ts';
import type { MultiPolygon, Ring } from '../geometry/polygon.ts';

/** Equal for equal shapes, else different. */
export function shapeKey(shape: MultiPolygon): string {
  const parts = shape.map(([shell, ...holes]) => [fromLowest(shell!), ...holes.map(fromLowest).sort(compareRings)]);
  parts.sort((a, b) => compareRings(a[0]!, b[0]!));
  const hash = createHash('sha256');
  for (const part of parts) {
    hash.update(`P${part.length}`);
    for (const ring of part)
      hash.update(`R${ring.length}`).update(new Uint8Array(ring.buffer, ring.byteOffset, ring.byteLength));
  }
  return hash.digest('hex');
}

/** SHA-256 over code, kind and shape of every grid, by code. */
export function editionHash(grids: readonly { code: string; kind: GridKind; key: string }[]): string {
  const hash = createHash('sha256');
  const sorted = [...grids].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  for (const { code, kind, key } of sorted) hash.update(`${code}\n${kind}\n${key}\n`);
  return hash.digest('hex');
}

function fromLowest(ring: Ring): Ring {
  let lowest = 0;
  for (let i = 2; i < ring.length; i += 2) {
    const dy = ring[i + 1]! - ring[lowest + 1]!;
    if (dy < 0 || (dy === 0 && ring[i]! < ring[lowest]!)) lowest = i;
  }
  if (lowest === 0) return ring;
  const turned = new Int32Array(ring.length);
  turned.set(ring.subarray(lowest));
  turned.set(ring.subarray(0, lowest), ring.length - lowest);
  return turned;
}

function compareRings(a: Ring, b: Ring): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}
