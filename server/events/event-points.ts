/** The events in memory as the tiles of events ask for them. */
import type { EventPoints } from '../tiles/event-points.ts';
import type { EventsInMemory } from './open-board.ts';

export function eventPoints({ pointsIn }: Pick<EventsInMemory, 'pointsIn'>, clock: () => Date): EventPoints {
  return {
    pointsIn([west, south, east, north], { areas, openOnly, most }) {
      const now = clock().getTime();
      const { newest, count } = pointsIn({ box: { west, south, east, north }, areas, openOnly, most });
      return {
        newest: newest.map(({ due, reported, ...event }) => ({
          ...event,
          reportedAt: reported,
          overdue: due !== null && due < now,
        })),
        count,
      };
    },
  };
}
