/**
 * Ground that no grid has to cover: drawn by hand, or the ground of a finding. What is declared for a town or community stays
 * inside it, so that nobody excludes a neighbour's ground; a county may reach beyond its border.
 */
import { audit } from '../access/audit.ts';
import { assertMay, type Caller } from '../access/caller.ts';
import type { Exclusion, Finding, NewExclusion } from '../contract/coverage.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { totalAreaM2 } from '../geometry/area.ts';
import { checkCoverage } from '../geometry/coverage.ts';
import { toGeoJson } from '../geometry/geojson.ts';
import type { MultiPolygon } from '../geometry/polygon.ts';
import { decodeMultiPolygon, encodeMultiPolygon } from '../geometry/wkb.ts';
import { drawnShape } from './drawn-shape.ts';
import {
  closeExclusion,
  type ExclusionRow,
  exclusionById,
  exclusionsOf,
  insertExclusion,
} from './exclusion-repository.ts';
import { round } from './finding-view.ts';

/** Planners know the ground, auditors answer for the report. An admin has every role. */
export const EXCLUDERS = ['planner', 'auditor'] as const;

export interface ExclusionDeps {
  db: Database;
  clock: () => Date;
  findings: (area: string) => Promise<readonly Finding[]>;
  /** Throws `area-unknown`. */
  boundary: (area: string) => Promise<MultiPolygon | null>;
}

/** What rounding of corners may put beyond a border. */
const BEYOND_M2 = 1;

export async function listExclusions({ db }: ExclusionDeps, area: string): Promise<Exclusion[]> {
  return (await exclusionsOf(db, area, null)).map(view);
}

/**
 * Throws `area-forbidden`, `area-unknown`, `body-invalid` (neither shape nor finding, or both), `geometry-invalid`,
 * `finding-unknown`, `finding-without-ground`, `exclusion-outside-area`.
 */
export async function declareExclusion(deps: ExclusionDeps, caller: Caller, body: NewExclusion): Promise<Exclusion> {
  const { area, kind, name, reason } = body;
  assertMay(caller, EXCLUDERS, area);
  const boundary = await deps.boundary(area);
  const shape = await shapeOf(deps, body);
  if (area.length > 6) assertInside(shape, boundary, area);
  const validFrom = deps.clock();
  const row = await deps.db.transaction(async (tx) => {
    const author = caller.actor;
    const areaM2 = totalAreaM2(shape);
    const wkb = encodeMultiPolygon(shape, 'lattice');
    const inserted = await insertExclusion(tx, { area, kind, name, reason, author, validFrom, areaM2, wkb });
    await audit(tx, {
      actor: author,
      action: 'exclusion.declare',
      target: String(inserted.id),
      area,
      detail: { kind, name, reason, areaM2: round(areaM2), finding: body.finding ?? null },
      at: validFrom,
    });
    return inserted;
  });
  return view(row);
}

/** Ended already: nothing happens. Throws `exclusion-unknown`, `area-forbidden`. */
export async function endExclusion({ db, clock }: ExclusionDeps, caller: Caller, id: number): Promise<void> {
  const row = await exclusionById(db, id);
  if (row === null) throw new Refusal('exclusion-unknown', { id });
  assertMay(caller, EXCLUDERS, row.area);
  const at = clock();
  await db.transaction(async (tx) => {
    if (!(await closeExclusion(tx, id, at))) return;
    const { area, name } = row;
    await audit(tx, { actor: caller.actor, action: 'exclusion.end', target: String(id), area, detail: { name }, at });
  });
}

async function shapeOf(deps: ExclusionDeps, { area, geometry, finding: id }: NewExclusion): Promise<MultiPolygon> {
  if ((geometry === undefined) === (id === undefined)) {
    throw new Refusal(
      'body-invalid',
      {},
      { errors: [{ pointer: '/geometry', code: 'one-of', params: { or: '/finding' } }] },
    );
  }
  if (geometry !== undefined) return drawnShape(geometry);
  const finding = (await deps.findings(area)).find((one) => one.id === id);
  if (finding === undefined) throw new Refusal('finding-unknown', { finding: id, area });
  const hasGround = /^(gap-|missing-cell|outside-parent)/.test(finding.kind) && finding.geometry !== null;
  if (!hasGround) throw new Refusal('finding-without-ground', { finding: id, kind: finding.kind });
  return drawnShape(finding.geometry);
}

function assertInside(shape: MultiPolygon, boundary: MultiPolygon | null, area: string): void {
  const outsideM2 =
    boundary === null
      ? totalAreaM2(shape)
      : checkCoverage({ grids: [{ code: area, polygons: shape }], universe: boundary }).outsideM2;
  if (outsideM2 > BEYOND_M2) throw new Refusal('exclusion-outside-area', { area, outsideM2: round(outsideM2) });
}

function view(row: ExclusionRow): Exclusion {
  const { id, area, kind, name, reason, author, validFrom, areaM2, wkb } = row;
  return {
    id,
    area,
    kind: kind as Exclusion['kind'],
    name,
    reason,
    author,
    validFrom: validFrom.toISOString(),
    areaM2: round(areaM2),
    geometry: toGeoJson(decodeMultiPolygon(wkb, 'lattice')),
  };
}
