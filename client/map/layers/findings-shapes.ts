/** Findings as features: only the properties the layers ask for. Pure. */
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { Finding } from '../../../server/contract/coverage.ts';
import { groupOf } from '../../state/audit-kinds.ts';
import { isAccepted } from '../../state/audit-list.ts';
import { HATCHES, type Hatch, type Mark } from './findings-images.ts';

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });

export const hatchOf = (kind: string): Hatch => HATCHES.find((hatch) => hatch === groupOf(kind)) ?? 'other';
export const markOf = (finding: Finding): Mark => (isAccepted(finding) ? 'accepted' : finding.severity);

export const isSurface = (geometry: unknown): geometry is Geometry =>
  /Polygon$/.test((geometry as { type?: string } | null)?.type ?? '');

/** The shapes that have an area; a finding without one has its mark only. */
export function findingShapes(findings: readonly Finding[]): FeatureCollection {
  return collection(
    findings.flatMap((finding) =>
      isSurface(finding.geometry)
        ? [{ type: 'Feature', properties: { hatch: hatchOf(finding.kind) }, geometry: finding.geometry }]
        : [],
    ),
  );
}

/** One point each, at a place inside the finding. */
export function findingMarks(findings: readonly Finding[]): FeatureCollection {
  return collection(
    findings.map((finding) => ({
      type: 'Feature',
      properties: { id: finding.id, mark: markOf(finding) },
      geometry: { type: 'Point', coordinates: [...finding.at] },
    })),
  );
}

/** `isMended`: shown as it would be afterwards; no ring then, as there is no mark. */
export function chosenShapes(finding: Finding | null, isMended = false): FeatureCollection {
  if (finding === null || isMended) return collection([]);
  const mark: Feature = {
    type: 'Feature',
    properties: {},
    geometry: { type: 'Point', coordinates: [...finding.at] },
  };
  const { geometry } = finding;
  if (geometry === null || geometry.type === 'Point') return collection([mark]);
  return collection([{ type: 'Feature', properties: {}, geometry: geometry as Geometry }, mark]);
}
