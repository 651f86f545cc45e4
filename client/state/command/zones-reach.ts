/** Who may draw zones, where, and where a zone lies. */
import { computed } from '@preact/signals';
import type { Surface } from '../../../server/contract/geometry.ts';
import type { Bounds } from '../viewport.ts';
import { hasRole, mayIn } from '../who.ts';

/** As the service's ZONE_DRAWERS. */
export const mayDraw = (area: string): boolean => mayIn(['dispatcher'], area);
/** Of some part of the county; the service judges the place. */
export const isDrawer = computed(() => hasRole('dispatcher', 'admin'));

export function zoneBounds(shape: Surface): Bounds {
  const points = (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates).flat(2);
  const [lons, lats] = [points.map((point) => point[0] ?? 0), points.map((point) => point[1] ?? 0)];
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
