/** The findings of all registers. A later kind (grid not patrolled) is one file and one line here. */

import type { Finding } from '../contract/coverage.ts';
import { innerPoint } from '../geometry/inner-point.ts';
import { toDegrees } from '../geometry/lattice.ts';
import { findBands } from './register-bands.ts';
import { REGISTER_KINDS, type RegisterContext, type RegisterFinder, registerSeverity } from './register-finding.ts';
import { findInvalidCodes } from './register-invalid-codes.ts';
import { findOverloadedWorkers } from './register-overloaded-workers.ts';
import { findReusedCodes } from './register-reused-codes.ts';
import { findRosterGaps } from './register-roster.ts';
import { findUncounted } from './register-uncounted.ts';
import { findUnstaffed } from './register-unstaffed.ts';
import { findUnvisited } from './register-unvisited.ts';

const FINDERS: readonly RegisterFinder[] = [
  findReusedCodes,
  findInvalidCodes,
  findUnstaffed,
  findRosterGaps,
  findOverloadedWorkers,
  findBands,
  findUncounted,
  findUnvisited,
];

/** By kind and key. The mark stands inside the first grid concerned; for the whole area at its first grid. */
export function registerFindings(context: RegisterContext): Finding[] {
  const { shapes } = context;
  const shapeOf = new Map([...shapes.micros, ...shapes.grids].map(({ grid, shape }) => [grid.code, shape]));
  const micros = new Set(shapes.micros.map(({ grid }) => grid.code));
  const anywhere = shapes.grids[0]?.shape ?? shapes.boundary;
  return FINDERS.flatMap((find) => find(context))
    .sort(
      (a, b) =>
        REGISTER_KINDS.indexOf(a.kind) - REGISTER_KINDS.indexOf(b.kind) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
    )
    .map(({ kind, key, grids, households, buildings, uncounted, detail }) => {
      const shape = shapeOf.get(grids[0] ?? '') ?? anywhere;
      const [x, y] = shape === null ? [0, 0] : innerPoint(shape);
      return {
        id: `${kind}-${key}`,
        kind,
        severity: registerSeverity(kind, micros.has(grids[0] ?? '')),
        sliver: false,
        areaM2: null,
        widthM: null,
        lengthM: null,
        households,
        buildings,
        uncounted,
        grids: [...grids],
        place: null,
        at: [toDegrees(x), toDegrees(y)],
        geometry: null,
        detail: { ...detail },
        repair: null,
        exception: null,
      };
    });
}
