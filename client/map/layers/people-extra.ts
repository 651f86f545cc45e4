/** Workers on the command's map: signs follow the list, a click chooses one; the trail that is looked at. */
import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import type { MapExtra } from '../../state/command/map-extra.ts';
import { shownPeople } from '../../state/command/people/people-list.ts';
import { chosenPosition, chosenWorker, pointedWorker } from '../../state/command/people/positions.ts';
import { played, segments } from '../../state/command/people/trail.ts';
import { theme } from '../../state/theme.ts';
import { addPart } from '../add-part.ts';
import { feedSource } from '../feed-source.ts';
import { type MapView, PLAIN_VIEW } from '../view.ts';
import { textScale } from './events-density-view.ts';
import { PEOPLE_SOURCES, peopleLayers } from './people.ts';
import { PEOPLE_IMAGES } from './people-images.ts';
import { peopleFeatures, trailFeatures } from './people-shapes.ts';

const MARGIN_PX = 6;
const currentView = (): MapView => ({ ...PLAIN_VIEW, theme: theme.value, scale: textScale() });

function workerAt(map: MapLibreMap, x: number, y: number): number | null {
  const [hit] = map.queryRenderedFeatures(
    [
      [x - MARGIN_PX, y - MARGIN_PX],
      [x + MARGIN_PX, y + MARGIN_PX],
    ],
    { layers: ['person-sign'] },
  );
  return typeof hit?.properties.worker === 'number' ? hit.properties.worker : null;
}

/** The chosen one stays on the map whatever the list is narrowed to. */
function people() {
  const [shown, chosen] = [shownPeople.value, chosenPosition.value];
  return chosen === null || shown.includes(chosen) ? shown : [...shown, chosen];
}

function followSources(map: MapLibreMap): () => void {
  const point = ({ point: at }: MapMouseEvent) => {
    pointedWorker.value = workerAt(map, at.x, at.y);
    if (pointedWorker.peek() !== null) map.getCanvas().style.cursor = 'pointer';
  };
  const leave = () => {
    pointedWorker.value = null;
  };
  map.on('mousemove', point);
  map.on('mouseout', leave);
  const stops = [
    feedSource(map, 'people', () => peopleFeatures(people(), chosenWorker.value, pointedWorker.value)),
    feedSource(map, 'trail', () => trailFeatures({ segments: segments.value, played: played.value })),
  ];
  return () => {
    for (const stop of stops) stop();
    map.off('mousemove', point);
    map.off('mouseout', leave);
    leave();
  };
}

export const peopleExtra: MapExtra = {
  follow: (map) =>
    addPart(
      map,
      {
        ...{ sources: PEOPLE_SOURCES, images: PEOPLE_IMAGES, layers: peopleLayers },
        ...{ follow: followSources, click: () => false },
      },
      currentView,
    ),
  click: (map, x, y) => {
    const worker = workerAt(map, x, y);
    if (worker === null) return false;
    chosenWorker.value = worker;
    return true;
  },
};
