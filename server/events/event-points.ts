/** The events in memory as the tiles of events ask for them. */
import type { EventPoints } from '../tiles/event-points.ts';
import type { EventsInMemory } from './open-board.ts';

export function eventPoints({ pointsIn }: Pick<EventsInMemory, 'pointsIn'>, clock: () => Date): EventPoints {
  return {
    *pointsIn([west, south, east, north], areas, openOnly) {
      const now = clock().getTime();
      for (const { due, reported, ...event } of pointsIn({ west, south, east, north }, areas, openOnly)) {
        yield { ...event, reportedAt: reported, overdue: due !== null && due < now };
      }
    },
  };
}
