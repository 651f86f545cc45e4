/** The events in memory as the tiles of events ask for them. */
import type { EventPoints } from '../tiles/event-points.ts';
import type { EventsInMemory } from './open-board.ts';

/** `areas` of a caller are apart from each other, so no event comes twice. */
export function eventPoints({ pointsIn }: Pick<EventsInMemory, 'pointsIn'>, clock: () => Date): EventPoints {
  return {
    pointsIn([west, south, east, north], areas, openOnly) {
      const now = clock().getTime();
      return (areas ?? ['']).flatMap((area) =>
        pointsIn({ west, south, east, north }, area, openOnly).map(({ due, reported, ...event }) => ({
          ...event,
          reportedAt: reported,
          overdue: due !== null && due < now,
        })),
      );
    },
  };
}
