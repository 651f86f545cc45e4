/** From what the service answers to what the sources hold: only the properties a style asks for, and label points. */
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { BorderedArea } from '../../server/contract/areas.ts';
import type { GridFeature } from '../../server/contract/grids.ts';
import type { PlaceFeature } from '../../server/contract/places.ts';
import { labelPoint } from './label-point.ts';

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });
const feature = (geometry: unknown, properties: Record<string, unknown>): Feature => ({
  type: 'Feature',
  properties,
  geometry: geometry as Geometry,
});

/** The sign before a household number: above, below, or nothing. */
export const SIGNS = { over: '▲', under: '▼', in: '', none: '' } as const;

/** The number of a grid inside its community: what its code has beyond the code above it. */
export const shortCode = (code: string, parent: string | null): string =>
  parent !== null && code.startsWith(parent) && code.length > parent.length
    ? code.slice(parent.length)
    : code.slice(-3);

export function gridShapes(grids: readonly GridFeature[]): FeatureCollection {
  return collection(
    grids.map(({ properties: { code, kind, colour, bandResult }, geometry }) =>
      feature(geometry, { code, kind, colour, bandResult }),
    ),
  );
}

export function gridNames(grids: readonly GridFeature[]): FeatureCollection {
  return collection(
    grids.map(({ properties: p }) =>
      feature(p.label, {
        code: p.code,
        kind: p.kind,
        name: p.name,
        short: shortCode(p.code, p.parentCode),
        households: p.households,
        bandResult: p.bandResult,
        sign: SIGNS[p.bandResult],
        areaM2: p.areaM2,
      }),
    ),
  );
}

export function areaShapes(areas: Iterable<BorderedArea>): FeatureCollection {
  return collection(
    [...areas].flatMap(({ code, level, boundary }) => (boundary ? [feature(boundary, { code, level })] : [])),
  );
}

export function areaNames(areas: Iterable<BorderedArea>): FeatureCollection {
  return collection(
    [...areas].flatMap(({ code, level, name, boundary }) => {
      const at = boundary ? labelPoint(boundary) : null;
      return at === null ? [] : [feature({ type: 'Point', coordinates: at }, { code, level, name })];
    }),
  );
}

/** Buildings as footprints (or their point) with the count to be written on them; unknown is a question mark, never 0. */
export function buildings(places: readonly PlaceFeature[], households: (count: number) => string): FeatureCollection {
  return collection(
    places
      .filter((place) => place.properties.kind === 'building')
      .map(({ properties: p, footprint, geometry }) =>
        feature(footprint ?? geometry, {
          code: p.code,
          label: p.name ?? '',
          count: p.households === null ? '?' : p.households === 0 ? '' : households(p.households),
        }),
      ),
  );
}

export function spots(places: readonly PlaceFeature[]): FeatureCollection {
  return collection(
    places
      .filter((place) => place.properties.kind === 'service-point' || place.properties.kind === 'organization')
      .map(({ properties: p, geometry }) => feature(geometry, { code: p.code, kind: p.kind, label: p.name ?? '' })),
  );
}

export const pointAt = (at: readonly [number, number] | null): FeatureCollection =>
  collection(at === null ? [] : [feature({ type: 'Point', coordinates: [...at] }, {})]);
