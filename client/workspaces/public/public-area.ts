/** Whose people and contacts are on the screen: the area of the address, or the widest one of the county that a role reaches. */
import { computed } from '@preact/signals';
import { areaByCode, counties, countyCode, scope } from '../../state/areas.ts';
import { reachOf } from '../../state/plan/roles.ts';
import { setParams } from '../../state/route.ts';
import { flyTo, isBounds } from '../../state/viewport.ts';
import { mayIn, session } from '../../state/who.ts';
import { PEOPLE_WRITERS } from './roles.ts';

export const publicReach = computed<string | null>(() => {
  const county = countyCode.value;
  if (county === null) return null;
  if (mayIn(PEOPLE_WRITERS, county)) return county;
  const reach = reachOf(
    session.value?.grants ?? [],
    PEOPLE_WRITERS,
    counties.value.map(({ code }) => code),
  );
  return reach.find((code) => code.startsWith(county)) ?? null;
});

export const publicArea = computed<string | null>(() => {
  const asked = scope.value?.code;
  return asked !== undefined && mayIn(PEOPLE_WRITERS, asked) ? asked : publicReach.value;
});

/** The address names it, the map flies there. */
export function choosePublicArea(code: string): void {
  const area = areaByCode.peek().get(code);
  setParams({ area: area?.level === 'county' ? null : code, grid: null });
  if (isBounds(area?.bbox)) flyTo({ bounds: area.bbox, maxZoom: 16 });
}
