/** The hierarchy county → town → community, and the borders that came for it. */
import { computed, signal } from '@preact/signals';
import type { Area, BorderedArea } from '../../server/contract/areas.ts';
import { parameter } from './route.ts';

/** Every area of every county served; null while loading. */
export const areas = signal<readonly Area[] | null>(null);

export const areaByCode = computed(() => new Map((areas.value ?? []).map((area) => [area.code, area])));
export const counties = computed(() => (areas.value ?? []).filter((area) => area.level === 'county'));

const askedCounty = parameter('county');
/** The county on the screen: the one of the address, else the first. */
export const county = computed<Area | null>(
  () => counties.value.find((area) => area.code === askedCounty.value) ?? counties.value[0] ?? null,
);
export const countyCode = computed(() => county.value?.code ?? null);

const askedArea = parameter('area');
/** The area whose grids the table lists: county, town or community. */
export const scope = computed<Area | null>(() => {
  const asked = askedArea.value === null ? undefined : areaByCode.value.get(askedArea.value);
  return asked && countyCode.value !== null && asked.code.startsWith(countyCode.value) ? asked : county.value;
});

export const childrenOf = (code: string): Area[] =>
  (areas.value ?? []).filter((area) => area.parentCode === code).sort((a, b) => (a.code < b.code ? -1 : 1));

/** From the county down to this area. */
export function pathOf(code: string): Area[] {
  const path: Area[] = [];
  for (let area = areaByCode.value.get(code); area && path.length < 4; ) {
    path.unshift(area);
    area = area.parentCode === null ? undefined : areaByCode.value.get(area.parentCode);
  }
  return path;
}

/** Borders by code, as they arrive. */
export const boundaries = signal<ReadonlyMap<string, BorderedArea>>(new Map());
