/** Workers on the map for as long as a part of the screen wants them there. */
import { useEffect } from 'preact/hooks';
import { peopleExtra } from '../../../map/layers/people-extra.ts';
import { mapExtra } from '../../../state/command/map-extra.ts';
import { watchPositions } from '../../../state/command/people/positions.ts';

/** Of another view that has taken the place on the map since, nothing is taken away. */
export function usePeople(): void {
  useEffect(() => {
    const stop = watchPositions();
    mapExtra.value = peopleExtra;
    return () => {
      stop();
      if (mapExtra.peek() === peopleExtra) mapExtra.value = null;
    };
  }, []);
}
