/**
 * Stable names of findings: the kind and 53 bits of a hash (cyrb53) of the sorted codes and the canonical rings, so that the
 * same defect keeps its name from one check to the next whatever the order of the input.
 */
import type { FindingKind } from './coverage-report.ts';
import type { MultiPolygon } from './polygon.ts';

/** `codes` in rising order; rings start at their lowest vertex. `what`: what else tells it apart, a building's code. */
export function findingId(kind: FindingKind, codes: readonly string[], shape: MultiPolygon, what = ''): string {
  const rings = shape.flat().map((ring) => ring.join(' '));
  return `${kind}-${hash([...codes, '', what, ...rings.sort()].join('\n'))}`;
}

function hash(text: string): string {
  let h1 = 0xdeadbeef;
  let h2 = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    h1 = Math.imul(h1 ^ unit, 2654435761);
    h2 = Math.imul(h2 ^ unit, 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return (4294967296 * (2097151 & h2) + (h1 >>> 0)).toString(36).padStart(11, '0');
}
