/** Events that may be the same: of this kind, near and recent, and only those the caller may see. Offered, never merged by itself. */
import { areasOf, type Caller } from '../access/caller.ts';
import type { SimilarEvent } from '../contract/events.ts';
import { toUnits } from '../geometry/lattice.ts';
import type { EventFile } from './event-file.ts';
import type { RecentEvents } from './recent-events.ts';
import { EVENT_READERS } from './roles.ts';
import type { RuleBook } from './rule-book.ts';

const HOUR_MS = 3_600_000;

export class Similar {
  readonly #recent: RecentEvents;
  readonly #book: RuleBook;

  constructor(recent: RecentEvents, book: RuleBook) {
    this.#recent = recent;
    this.#book = book;
  }

  async to({ reported, placed: { lon, lat }, now }: EventFile, caller: Caller): Promise<SimilarEvent[]> {
    if (lon === null || lat === null) return [];
    const { id, county, dictionary, occurredAt } = reported;
    const { settings } = await this.#book.of(county);
    const { metres, hours } = settings.similar;
    if (metres === 0 || hours === 0) return [];
    return this.#recent.similar({
      ...{ county, dictionary, category: now.category, x: toUnits(lon), y: toUnits(lat), metres },
      since: occurredAt - hours * HOUR_MS,
      except: id,
      areas: areasOf(caller, EVENT_READERS),
    });
  }
}
