/** Histories for those who import them. */
import type { Database } from '../../database/database.ts';
import type { PublishedMaps } from '../../locate/published-maps.ts';
import { PlacesService } from '../../places/service.ts';
import { MapTimes } from '../map-times.ts';
import { RuleBook } from '../rule-book.ts';
import { Locating } from '../whereabouts.ts';
import { EventHistory } from './service.ts';

export function openHistory(db: Database, maps: PublishedMaps, clock: () => Date): EventHistory {
  const locating = new Locating(new MapTimes(db, maps), new PlacesService(db));
  return new EventHistory({ book: new RuleBook(db), locating, clock });
}
