/** Events as keyed features, and what has changed from one drawing to the next. Pure. */
import type { Feature } from 'geojson';
import type { GeoJSONSourceDiff } from 'maplibre-gl';
import { isPlaced, type Judged } from '../../state/command/urgency.ts';
import { EVENT_GRADES, shapeOf } from './events-images.ts';

export interface DrawnProperties {
  readonly id: string;
  readonly shape: string;
  readonly grade: string;
  /** The first letter of its kind. */
  readonly letter: string;
  readonly badge: 'overdue' | 'soon' | '';
  readonly overdue: 0 | 1;
  readonly isNew: 0 | 1;
  readonly ended: 0 | 1;
  /** The higher, the more on top. */
  readonly sort: number;
}

export interface Drawn {
  readonly lon: number;
  readonly lat: number;
  readonly properties: DrawnProperties;
  /** Equal when nothing of it is drawn otherwise. */
  readonly key: string;
}

export interface Look {
  readonly majorIndex: (category: string) => number;
  readonly letter: (category: string) => string;
  readonly isNew: (id: string) => boolean;
}

const STEP = { ended: 0, none: 10, running: 20, soon: 30, overdue: 40 } as const;

/** Those that have a place; late ones lie on top, of those the gravest. */
export function drawnEvents(events: readonly Judged[], look: Look): Map<string, Drawn> {
  const drawn = new Map<string, Drawn>();
  for (const { row, urgency } of events) {
    if (!isPlaced(row)) continue;
    const isNew = look.isNew(row.id);
    const properties: DrawnProperties = {
      id: row.id,
      shape: shapeOf(look.majorIndex(row.category)),
      grade: row.grade,
      letter: look.letter(row.category),
      badge: urgency === 'overdue' || urgency === 'soon' ? urgency : '',
      overdue: urgency === 'overdue' ? 1 : 0,
      isNew: isNew ? 1 : 0,
      ended: urgency === 'ended' ? 1 : 0,
      sort: STEP[urgency] + EVENT_GRADES.indexOf(row.grade) + (isNew ? 5 : 0),
    };
    const key = `${row.lon},${row.lat},${Object.values(properties).join()}`;
    drawn.set(row.id, { lon: row.lon, lat: row.lat, properties, key });
  }
  return drawn;
}

const geometry = ({ lon, lat }: Drawn) => ({ type: 'Point' as const, coordinates: [lon, lat] });
export const featureOf = (drawn: Drawn): Feature => ({
  type: 'Feature',
  properties: { ...drawn.properties },
  geometry: geometry(drawn),
});

/** null: nothing is drawn otherwise. */
export function difference(
  before: ReadonlyMap<string, Drawn>,
  now: ReadonlyMap<string, Drawn>,
): GeoJSONSourceDiff | null {
  const add: Feature[] = [];
  const update: NonNullable<GeoJSONSourceDiff['update']> = [];
  for (const [id, drawn] of now) {
    const old = before.get(id);
    if (old === undefined) add.push(featureOf(drawn));
    else if (old.key !== drawn.key)
      update.push({
        id,
        newGeometry: geometry(drawn),
        addOrUpdateProperties: Object.entries(drawn.properties).map(([key, value]) => ({ key, value })),
      });
  }
  const remove = [...before.keys()].filter((id) => !now.has(id));
  return add.length + update.length + remove.length === 0 ? null : { add, update, remove };
}
