/** The command's part of the map: signs follow the list, a click chooses, and points where something is placed. */
import { effect, untracked } from '@preact/signals';
import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap, PointLike } from 'maplibre-gl';
import { choose, chosenId, chosenRow, pointedId } from '../../state/command/chosen.ts';
import { moment } from '../../state/command/clock.ts';
import { listed } from '../../state/command/list.ts';
import { mapExtra, peopleOnMap, signsHidden, zonesOnMap } from '../../state/command/map-extra.ts';
import { newIds } from '../../state/command/notices.ts';
import { placed, placing } from '../../state/command/placing.ts';
import { pointAtMap } from '../../state/command/point-at-map.ts';
import { kindName } from '../../state/command/row-words.ts';
import { majorIndex, warnBefore } from '../../state/command/rules.ts';
import { type Judged, judge } from '../../state/command/urgency.ts';
import { drawingZone } from '../../state/command/zones-draft.ts';
import type { MapPart } from '../../state/map-part.ts';
import { pointAt } from '../features.ts';
import { feedSource } from '../feed-source.ts';
import { clickMarks, type Marks } from './cluster-click.ts';
import { EVENT_SOURCES, eventLayers, LAST_CLUSTER_ZOOM } from './events.ts';
import { EVENT_IMAGES } from './events-images.ts';
import { type Drawn, difference, drawnEvents, featureOf } from './events-shapes.ts';

const CLICKABLE = ['event-sign', 'event-cluster', 'event-chosen-sign'];
const MARGIN_PX = 8;
/** So many changes are sent faster as a whole than one by one. */
const MOST_CHANGES = 1500;

const MARKS: Marks = {
  source: 'events',
  near: 17.5,
  last: LAST_CLUSTER_ZOOM,
  chosen: () => chosenId.peek(),
  choose,
};

function hitsAt(map: MapLibreMap, x: number, y: number) {
  const box: [PointLike, PointLike] = [
    [x - MARGIN_PX, y - MARGIN_PX],
    [x + MARGIN_PX, y + MARGIN_PX],
  ];
  return map.queryRenderedFeatures(box, { layers: CLICKABLE });
}

function click(map: MapLibreMap, x: number, y: number): boolean {
  if (placing.peek() !== null) {
    const { lng, lat } = map.unproject([x, y]);
    pointAtMap(lng, lat);
    return true;
  }
  if ([zonesOnMap, peopleOnMap, mapExtra].some((extra) => extra.peek()?.click(map, x, y))) return true;
  clickMarks(map, MARKS, hitsAt(map, x, y));
  return true;
}

const look = () => {
  const fresh = newIds.value;
  return {
    majorIndex,
    letter: (category: string) => [...kindName(category)][0] ?? '',
    isNew: (id: string) => fresh.has(id),
  };
};

/** What the list shows, but for the chosen one: it lies above the others and in no disc of several. */
const drawnNow = (): Map<string, Drawn> =>
  drawnEvents(signsHidden.value ? [] : listed.value.filter(({ row }) => row.id !== chosenId.value), look());

function followEvents(map: MapLibreMap): () => void {
  let before: ReadonlyMap<string, Drawn> = new Map();
  return effect(() => {
    const now = drawnNow();
    const change = difference(before, now);
    before = now;
    const source = map.getSource<GeoJSONSource>('events');
    if (change === null || !source) return;
    const size = (change.add?.length ?? 0) + (change.update?.length ?? 0) + (change.remove?.length ?? 0);
    if (size > MOST_CHANGES) source.setData({ type: 'FeatureCollection', features: [...now.values()].map(featureOf) });
    else void source.updateData(change);
  });
}

/** The chosen one whether the list shows it or not, and a ring around the one that is pointed at. */
function marked(): FeatureCollection {
  const pointed = listed.value.find(({ row }) => row.id === pointedId.value);
  const chosen = chosenRow.value === null ? undefined : judge(chosenRow.value, moment.value, warnBefore.value);
  const feature = (event: Judged | undefined, role: string) =>
    event === undefined
      ? []
      : [...drawnEvents([event], look()).values()].map((drawn) => {
          const { properties, ...rest } = featureOf(drawn);
          return { ...rest, properties: { ...properties, role } };
        });
  return {
    type: 'FeatureCollection',
    features: [
      ...(pointed?.row.id === chosenId.value ? [] : feature(pointed, 'pointed')),
      ...feature(chosen, 'chosen'),
    ],
  };
}

function follow(map: MapLibreMap): () => void {
  const point = (event: { point: { x: number; y: number } }) => {
    if (placing.peek() !== null || drawingZone.peek()) return;
    const [hit] = hitsAt(map, event.point.x, event.point.y);
    pointedId.value = typeof hit?.properties.id === 'string' ? hit.properties.id : null;
    map.getCanvas().style.cursor = hit ? 'pointer' : '';
  };
  const leave = () => {
    pointedId.value = null;
    map.getCanvas().style.cursor = '';
  };
  map.on('mousemove', point);
  map.on('mouseout', leave);
  const stops = [
    followEvents(map),
    feedSource(map, 'event-chosen', marked),
    ...[zonesOnMap, mapExtra, peopleOnMap].map((brought) =>
      effect(() => {
        const extra = brought.value;
        return extra === null ? undefined : untracked(() => extra.follow(map));
      }),
    ),
    feedSource(map, 'event-placed', () => pointAt(placed.value === null ? null : [placed.value.lon, placed.value.lat])),
  ];
  return () => {
    for (const stop of stops) stop();
    map.off('mousemove', point);
    map.off('mouseout', leave);
    leave();
  };
}

export const eventsPart: MapPart = {
  sources: EVENT_SOURCES,
  images: EVENT_IMAGES,
  layers: eventLayers,
  follow,
  click,
  enter: (map) => {
    const { x, y } = map.project(map.getCenter());
    return click(map, x, y);
  },
};
