/** Whether the zone that is being drawn can be sent: its shape by the same gate as the service's, then its words. */
import { computed } from '@preact/signals';
import type { Surface } from '../../../server/contract/geometry.ts';
import { totalAreaM2 } from '../../../server/geometry/area.ts';
import { fromGeoJson } from '../../../server/geometry/geojson.ts';
import { checkMultiPolygon } from '../../../server/geometry/validity.ts';
import { draftShape, radiusOf, type ZoneDraft } from './zones-draft.ts';

/** The area, or the word for what is wrong with the shape. */
export function judgeShape(shape: Surface): { readonly areaM2: number } | { readonly fault: string } {
  const read = fromGeoJson(shape);
  if (!read.ok) return { fault: read.code };
  const checked = checkMultiPolygon(read.polygons);
  return checked.ok ? { areaM2: totalAreaM2(checked.polygons) } : { fault: checked.code };
}

export const draftJudged = computed(() => (draftShape.value === null ? null : judgeShape(draftShape.value)));

export type ZoneFault = 'shape' | 'shape-bad' | 'radius' | 'name' | 'reason' | 'until';

/** The first thing that is missing or wrong; null: it can be sent. */
export function zoneFault(draft: ZoneDraft, shape: Surface | null, now: number): ZoneFault | null {
  if (draft.by === 'circle' && radiusOf(draft.radiusM) === null) return 'radius';
  if (shape === null) return 'shape';
  if ('fault' in judgeShape(shape)) return 'shape-bad';
  if (draft.name.trim() === '') return 'name';
  if (draft.reason.trim() === '') return 'reason';
  return draft.until === null || Date.parse(draft.until) <= now ? 'until' : null;
}
