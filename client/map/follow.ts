/**
 * The map follows the signals: data into sources, choices into feature-state, wishes into flights. And it reports back:
 * where it looks, what is pointed at, what is touched.
 */
import { effect, type ReadonlySignal } from '@preact/signals';
import type { Feature } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { answer, askPoint, touched } from '../state/answer.ts';
import { boundaries, county } from '../state/areas.ts';
import { base } from '../state/base.ts';
import { gridByCode, grids } from '../state/grids.ts';
import { language, t } from '../state/language.ts';
import { mapPart } from '../state/map-part.ts';
import { nearPlaces } from '../state/near.ts';
import { placedProblems, selectedProblem } from '../state/problems.ts';
import { hoveredGrid, selectedGrid } from '../state/selection.ts';
import { type Bounds, type Flight, flight, isBounds, roam, viewport, zoomStep } from '../state/viewport.ts';
import * as features from './features.ts';
import { feedSource, type Shapes } from './feed-source.ts';
import { pickGrid, pickProblem } from './interact/pick.ts';
import { gridTarget } from './layer-source.ts';
import { problemShapes } from './problem-shapes.ts';
import { room } from './room.ts';
import type { SourceName } from './sources.ts';
import { tilesOnMap } from './tiled-view.ts';

type Stop = () => void;

/** Brings a point out from under the card. */
function uncover(map: MapLibreMap, lon: number, lat: number): void {
  const { clientWidth: wide, clientHeight: high } = map.getContainer();
  const { top, right, bottom } = room(map);
  const { x, y } = map.project([lon, lat]);
  const over = wide < 640 ? 0 : Math.max(0, x - (wide - right));
  const below = wide < 640 ? Math.max(0, y - (high - bottom - 24)) : 0;
  const above = wide < 640 ? Math.min(0, y - top) : 0;
  if (over > 0 || below > 0 || above < 0) map.panBy([over, below + above], { duration: 300 });
}

/**
 * Whether the camera is none that a look at the county leaves behind: off its surroundings, or farther away than they fill
 * the map. An address has such a camera when the page was left before it knew where the county lies.
 */
function isStray(map: MapLibreMap, [w, s, e, n]: Bounds): boolean {
  const { lng, lat } = map.getCenter();
  const farthest = map.cameraForBounds([w, s, e, n])?.zoom ?? 0;
  return lng < w || lng > e || lat < s || lat > n || map.getZoom() < farthest - 0.01;
}

/** The map stays around its county; what an import is about may lie elsewhere. */
function reach(map: MapLibreMap, [west, south, east, north]: Bounds): void {
  const limits = map.getMaxBounds();
  if (limits === null || (limits.contains([west, south]) && limits.contains([east, north]))) return;
  const [w, s, e, n] = roam([west, south, east, north]);
  map.setMaxBounds(limits.extend([w, s]).extend([e, n]));
}

function fly(map: MapLibreMap, to: Flight): void {
  const padding = room(map);
  if ('bounds' in to) {
    const [w, s, e, n] = to.bounds;
    reach(map, to.bounds);
    map.fitBounds([w, s, e, n], { padding, maxZoom: to.maxZoom ?? 17, duration: 700 });
    return;
  }
  map.flyTo({
    center: [to.lon, to.lat],
    zoom: Math.max(to.zoom, map.getZoom()),
    offset: [(padding.left - padding.right) / 2, (padding.top - padding.bottom) / 2],
    duration: 700,
  });
}

/** None where the map has their shapes from tiles. */
const wholeGrids = () => (grids.value.boxes ? [] : grids.value.features);
const chosenGrid = () => {
  const found = grids.value.boxes ? undefined : gridByCode.value.get(selectedGrid.value ?? '');
  return found === undefined ? [] : [found];
};

function feed(map: MapLibreMap): Stop[] {
  const set = (name: SourceName, shapes: Shapes): Stop => feedSource(map, name, shapes);
  return [
    set('base', () => base.value as readonly Feature[]),
    set('borders', () => features.areaShapes(boundaries.value.values())),
    set('area-names', () => features.areaNames(boundaries.value.values())),
    set('grids', () => features.gridShapes(wholeGrids())),
    set('chosen', () => features.gridShapes(chosenGrid())),
    set('grid-names', () => features.gridNames(wholeGrids())),
    set('buildings', () => features.buildings(nearPlaces.value, (count) => t('map.households', { count }))),
    set('spots', () => features.spots(nearPlaces.value)),
    set('located', () => features.pointAt(touched.value)),
    set('problems', () => problemShapes(placedProblems.value)),
  ];
}

type Target = ReturnType<typeof gridTarget>;

/** One flag of feature-state that moves from code to code, and to other sources. */
function mark(
  map: MapLibreMap,
  target: () => Target,
  flag: string,
  which: ReadonlySignal<string | number | null>,
): Stop {
  let before: (Target & { id: string | number }) | null = null;
  return effect(() => {
    const id = which.value;
    const now = id === null ? null : { ...target(), id };
    if (before !== null) map.setFeatureState(before, { [flag]: false });
    if (now !== null) map.setFeatureState(now, { [flag]: true });
    before = now;
  });
}

function report(map: MapLibreMap): void {
  const look = () => {
    const bounds = map.getBounds();
    viewport.value = {
      zoom: map.getZoom(),
      bounds: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()],
    };
  };
  look();
  map.on('moveend', look);
  map.on('mousemove', (event) => {
    hoveredGrid.value = pickGrid(map, event.point);
  });
  map.on('mouseout', () => {
    hoveredGrid.value = null;
  });
  map.on('click', (event) => {
    if (mapPart.peek()?.click(map, event.point.x, event.point.y)) return;
    const problem = placedProblems.peek().length > 0 ? pickProblem(map, event.point.x, event.point.y) : null;
    if (problem === null) void askPoint(event.lngLat.lng, event.lngLat.lat);
    else selectedProblem.value = problem;
  });
}

/** Enter on the focused map asks about its middle, so that the keyboard can do what a finger does. */
function keyboard(map: MapLibreMap): void {
  const canvas = map.getCanvas();
  canvas.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    if (mapPart.peek()?.enter?.(map, event)) return;
    const { lng, lat } = map.getCenter();
    void askPoint(lng, lat);
  });
}

/** Call once, when the style is loaded. The answer stops everything. */
export function follow(map: MapLibreMap, arrive: boolean): Stop {
  const canvas = map.getCanvas();
  let placed = !arrive;
  let shownCounty: string | null = null;
  report(map);
  keyboard(map);
  const stops = [
    ...feed(map),
    mark(map, () => gridTarget(tilesOnMap.value), 'selected', selectedGrid),
    mark(map, () => gridTarget(tilesOnMap.value), 'hover', hoveredGrid),
    mark(map, () => ({ source: 'problems' }), 'selected', selectedProblem),
    effect(() => {
      canvas.setAttribute('aria-label', t('map.title'));
      canvas.setAttribute('lang', language.value);
    }),
    effect(() => {
      const box = county.value?.bbox;
      if (!isBounds(box) || county.value?.code === shownCounty) return;
      const again = shownCounty !== null;
      shownCounty = county.value?.code ?? null;
      const [w, s, e, n] = roam(box);
      const strayed = isStray(map, [w, s, e, n]);
      map.setMaxBounds([w, s, e, n]);
      if (placed || again || strayed) map.fitBounds([box[0], box[1], box[2], box[3]], { padding: 28, duration: 0 });
      placed = true;
    }),
    effect(() => {
      if (flight.value) fly(map, flight.value);
    }),
    effect(() => {
      const at = touched.value;
      if (at !== null && answer.value.state === 'answered' && !map.isMoving()) uncover(map, at[0], at[1]);
    }),
    effect(() => {
      if (zoomStep.value) map.zoomTo(Math.round(map.getZoom()) + zoomStep.value.by, { duration: 250 });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
