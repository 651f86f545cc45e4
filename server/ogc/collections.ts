/** The collections: a layer each, with what the standard wants told of it. Who may not read events does not hear that there are any. */
import type { Caller } from '../access/caller.ts';
import type { Database } from '../database/database.ts';
import { areaLayer } from '../features/area-layer.ts';
import { eventLayer, mayReadEvents } from '../features/event-layer.ts';
import { gridLayer } from '../features/grid-layer.ts';
import type { FeatureLayer, LayerName } from '../features/layer.ts';
import { placeLayer } from '../features/place-layer.ts';

export interface Collection {
  readonly id: LayerName;
  readonly title: string;
  readonly description: string;
  readonly layer: FeatureLayer;
  /** A day of `datetime` means all of it, not its close. */
  readonly wholeDays: boolean;
  /** Its answers depend on who asks. */
  readonly isPrivate: boolean;
  visibleTo(caller: Caller): boolean;
}

export function openCollections(db: Database, clock: () => Date): readonly Collection[] {
  const everybody = (): boolean => true;
  const published = { wholeDays: false, isPrivate: false, visibleTo: everybody };
  return [
    {
      id: 'grids',
      title: '网格 Grids',
      description: 'The grids in force; with datetime those in force then, or at any time of an interval.',
      layer: gridLayer(db),
      ...published,
    },
    {
      id: 'areas',
      title: '区划 Areas',
      description: 'County, towns and communities with their boundaries, as they are or as they were with datetime.',
      layer: areaLayer(db),
      ...published,
    },
    {
      id: 'places',
      title: '楼栋与场所 Places',
      description: 'Buildings, units, organizations, shops and service points: points with counts.',
      layer: placeLayer(db),
      ...published,
    },
    {
      id: 'events',
      title: '事件 Events',
      description: 'Events of the areas you may see; datetime is the time of report.',
      layer: eventLayer(db, clock),
      wholeDays: true,
      isPrivate: true,
      visibleTo: mayReadEvents,
    },
  ];
}
