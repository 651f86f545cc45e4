/** The community's ground as sound rings: shells counter-clockwise, holes clockwise, nothing that touches or crosses. */
import { reversedRing, senseOf } from '../../geometry/area.ts';
import type { MultiPolygon } from '../../geometry/polygon.ts';
import { ringFaults } from '../../geometry/ring-fault.ts';
import { mendRings } from '../../geometry/ring-mend.ts';
import type { CellFindings } from './cell-findings.ts';

/** Mends what can be mended, with a finding; throws an Error that names the place when nothing is left. */
export function soundParent(parent: MultiPolygon, findings: CellFindings): MultiPolygon {
  const turned = parent.map((polygon) =>
    polygon.map((ring, i) => (senseOf(ring) < 0 === (i === 0) ? reversedRing(ring) : ring)),
  );
  const fault = ringFaults(turned.map((polygon) => polygon.map((ring) => Float64Array.from(ring))))[0];
  if (fault === undefined) return turned;
  const mended = mendRings(turned.flat());
  if (mended === null || mended.length === 0) {
    throw new Error(`cells, step LINES: the community's rings cannot be mended near ${fault.x} ${fault.y}`);
  }
  findings.add('parent-mended', [Math.round(fault.x), Math.round(fault.y)]);
  return mended;
}
