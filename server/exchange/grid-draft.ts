/** A grid as a file gives it: its shape checked, its code and parent perhaps still to be found. */
import type { GridKind } from '../contract/codes.ts';
import { boxOf } from '../geometry/cell-frame.ts';
import { innerPoint } from '../geometry/inner-point.ts';
import type { MultiPolygon } from '../geometry/polygon.ts';
import { shapeKey } from '../grids/shape-key.ts';
import { type FileRow, noteShape, refuseShape } from './file-rows.ts';
import type { Report } from './report.ts';
import { type Place, surfaceOf } from './row-geometry.ts';

export interface GridDraft {
  row: number;
  at: Place | undefined;
  /** '' until it is found. */
  code: string;
  name: string | null;
  kind: GridKind;
  /** '' until it is found. */
  parentCode: string;
  bandMin: number | null;
  bandMax: number | null;
  posts: { leader: Holder | null; worker: Holder | null };
  shape: MultiPolygon;
  key: string;
  /** An inner point, lattice units, and the height of the box. */
  x: number;
  y: number;
  height: number;
}

export interface Holder {
  holder: string;
  phone: string | null;
}

export function refuseDraft(
  report: Report,
  draft: GridDraft,
  code: string,
  params: Record<string, unknown> = {},
): void {
  report.withdraw({ row: draft.row, code, params, key: draft.code, at: draft.at });
}

/** Null when the row is refused. */
export function readDraft({ row, values, geometry, at }: FileRow, report: Report): GridDraft | null {
  const code = (values.code as string | null | undefined) ?? '';
  const refuse = (why: string, params: Record<string, unknown> = {}): null => {
    report.refuse({ row, code: why, params, key: code, at });
    return null;
  };
  if (geometry === null) return refuse('geometry-missing');
  const bandMin = (values.bandMin as number | null | undefined) ?? null;
  const bandMax = (values.bandMax as number | null | undefined) ?? null;
  if ((bandMin === null) !== (bandMax === null) || (bandMin !== null && bandMax !== null && bandMin > bandMax)) {
    return refuse('band-invalid', { min: bandMin, max: bandMax });
  }
  const surface = surfaceOf(geometry);
  if (!surface.ok) {
    refuseShape(report, row, code, surface);
    return null;
  }
  const { shape, notes } = surface;
  noteShape(report, row, code, notes);
  const box = boxOf(shape);
  report.extend(box);
  report.accepted++;
  const [x, y] = innerPoint(shape);
  return {
    row,
    at,
    code,
    name: (values.name as string | null | undefined) ?? null,
    kind: (values.kind as GridKind | null | undefined) ?? 'basic',
    parentCode: (values.parentCode as string | null | undefined) ?? '',
    bandMin,
    bandMax,
    posts: {
      leader: holderOf(values.leader, values.leaderPhone),
      worker: holderOf(values.worker, values.workerPhone),
    },
    shape,
    key: shapeKey(shape),
    x,
    y,
    height: box[3] - box[1],
  };
}

function holderOf(holder: unknown, phone: unknown): Holder | null {
  return typeof holder === 'string' ? { holder, phone: typeof phone === 'string' ? phone : null } : null;
}
