/** The zone that is being drawn: corners or a circle around the middle of the map, its words, and until when. */
import { computed, signal } from '@preact/signals';
import type { NewZone, ZoneKind } from '../../../server/contract/emergencies.ts';
import type { Surface } from '../../../server/contract/geometry.ts';
import { viewport } from '../viewport.ts';
import {
  type Corner,
  circleAround,
  isClosable,
  LEAST_RADIUS_M,
  MOST_RADIUS_M,
  polygonOf,
  withCorner,
} from './zones-shape.ts';

export interface ZoneDraft {
  readonly kind: ZoneKind;
  readonly name: string;
  readonly reason: string;
  /** An instant; null: nothing whole was typed. */
  readonly until: string | null;
  readonly by: 'corners' | 'circle';
  readonly corners: readonly Corner[];
  /** No more corners: clicks on the map mean what they mean else. */
  readonly closed: boolean;
  readonly radiusM: string;
  /** Null: the middle of the map. */
  readonly centre: Corner | null;
}

const DAY_MS = 86_400_000;
/** As the contract's ZONE_KINDS, which is code of the service. */
export const ZONE_KIND_NAMES: readonly ZoneKind[] = ['cordon', 'shelter', 'checkpoint'];

export const zoneDraft = signal<ZoneDraft | null>(null);

export const newZoneDraft = (now: number, by: ZoneDraft['by']): ZoneDraft => ({
  ...{ kind: 'cordon', name: '', reason: '', by, corners: [], closed: false, radiusM: '300', centre: null },
  until: new Date(Math.ceil((now + DAY_MS) / 60_000) * 60_000).toISOString(),
});

export const changeZone = (change: Partial<ZoneDraft>): void => {
  const now = zoneDraft.peek();
  if (now !== null) zoneDraft.value = { ...now, ...change };
};

/** Clicks on the map are corners. */
export const isDrawing = (draft: ZoneDraft | null): boolean => draft?.by === 'corners' && !draft.closed;
export const drawingZone = computed(() => isDrawing(zoneDraft.value));

/** What a key or click does to it; null: the draft is dropped, the same draft: nothing. */
export function drawn(draft: ZoneDraft, act: 'close' | 'back' | 'drop' | Corner): ZoneDraft | null {
  if (act === 'drop') return null;
  if (act === 'close') return isClosable(draft.corners) ? { ...draft, closed: true } : draft;
  if (act === 'back') return { ...draft, corners: draft.corners.slice(0, -1), closed: false };
  return draft.closed ? draft : { ...draft, corners: withCorner(draft.corners, act) };
}

export const draw = (act: Parameters<typeof drawn>[1]): void => {
  const now = zoneDraft.peek();
  if (now !== null) zoneDraft.value = drawn(now, act);
};

const middle = computed<Corner | null>(() => {
  const box = viewport.value?.bounds;
  return box === undefined ? null : [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
});
/** Where there is no map, the middle of the area. */
export const otherMiddle = signal<Corner | null>(null);
export const mapMiddle = computed(() => middle.value ?? otherMiddle.value);

export const radiusOf = (text: string): number | null => {
  const metres = Number(text);
  return text.trim() !== '' && metres >= LEAST_RADIUS_M && metres <= MOST_RADIUS_M ? metres : null;
};

/** As it would be sent now; null: there is none yet. */
export function shapeOf(draft: ZoneDraft, around: Corner | null): Surface | null {
  if (draft.by === 'corners') return polygonOf(draft.corners);
  const [centre, metres] = [draft.centre ?? around, radiusOf(draft.radiusM)];
  return centre === null || metres === null ? null : circleAround(centre, metres);
}

export const draftShape = computed<Surface | null>(() =>
  zoneDraft.value === null ? null : shapeOf(zoneDraft.value, mapMiddle.value),
);
export function zoneBody(draft: ZoneDraft, geometry: Surface): NewZone | null {
  const { kind, name, reason, until } = draft;
  return until === null ? null : { kind, name: name.trim(), reason: reason.trim(), geometry, until };
}
