/** Rows as the answer that a kiosk keeps: degrees become small whole numbers from one origin. Pure. */
import type { KioskAtlas, KioskGrid, KioskNotice, KioskPerson } from '../contract/kiosk.ts';
import { type Initials, lettersOf } from './initials.ts';
import type { AreaRow, GridRow, NoticeValue, PersonColumns, PlaceRow } from './repository.ts';

export interface AtlasRows {
  readonly area: AreaRow;
  readonly grid: string | null;
  readonly edition: { readonly number: number; readonly from: Date };
  readonly link: string | null;
  readonly areas: readonly AreaRow[];
  readonly notices: readonly { readonly area: string; readonly value: NoticeValue }[];
  readonly grids: readonly GridRow[];
  readonly places: readonly PlaceRow[];
}

type Ring = readonly (readonly number[])[];

/** 1e-6 degree is a decimetre: enough to draw, and to tell on which side of a border a building is. */
const MILLIONTHS = 1e6;

export function atlasOf(rows: AtlasRows, initials: Initials): KioskAtlas {
  const origin = originOf(rows);
  const [lon0 = 0, lat0 = 0] = origin;
  const offset = ([lon = 0, lat = 0]: readonly number[]) => [
    Math.round((lon - lon0) * MILLIONTHS),
    Math.round((lat - lat0) * MILLIONTHS),
  ];
  const grids = rows.grids.map(
    ({ code, name, kind, parent, leader, worker, lon, lat, geometry }): KioskGrid => ({
      ...{ code, name, kind, parent },
      leader: personOf(leader),
      worker: personOf(worker),
      label: offset([lon, lat]),
      // the last position of a ring is its first
      shape: polygonsOf(geometry).map((rings) => rings.map((ring) => ring.slice(0, -1).flatMap(offset))),
    }),
  );
  const places = rows.places.map(({ lon, lat, address, ...place }) => ({
    ...place,
    // most addresses end with the name
    address: address === place.name ? null : address,
    at: offset([lon, lat]),
  }));
  const words = [...grids, ...places].flatMap((one) => [one.name, ('address' in one && one.address) || '']);
  return {
    area: rows.area,
    grid: rows.grid,
    edition: rows.edition.number,
    inForceFrom: rows.edition.from.toISOString(),
    link: rows.link,
    areas: rows.areas.map(({ code, name }) => ({ code, name })),
    notices: rows.notices.map(({ area, value }) => noticeOf(area, value)),
    letters: lettersOf(words, initials),
    origin,
    grids,
    places,
  };
}

/** The south-west corner of everything, so that offsets are small and none is negative but for service points around. */
function originOf({ grids, places }: AtlasRows): number[] {
  const points = [...grids, ...places];
  const least = (of: (one: { lon: number; lat: number }) => number) =>
    points.reduce((low, one) => Math.min(low, of(one)), Number.POSITIVE_INFINITY);
  const [lon, lat] = [least((one) => one.lon), least((one) => one.lat)];
  return points.length === 0 ? [0, 0] : [Math.floor(lon * 1000) / 1000, Math.floor(lat * 1000) / 1000];
}

export function polygonsOf(geometry: string): readonly (readonly Ring[])[] {
  const shape = JSON.parse(geometry) as { type: string; coordinates: unknown };
  return (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates) as Ring[][];
}

function personOf(person: PersonColumns | null): KioskPerson | null {
  if (person === null || person.name === null) return null;
  return { name: person.name, phone: person.phone, photo: person.photo };
}

export function noticeOf(area: string, value: NoticeValue): KioskNotice {
  const { hotline = null, office = null, hours = null, mapReview = null } = value;
  return { area, hotline, office, hours, mapReview };
}
