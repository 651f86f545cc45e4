/** Workers on the map for as long as a part of the screen wants them there. */
import { useEffect } from 'preact/hooks';
import { peopleExtra } from '../../../map/layers/people-extra.ts';
import { peopleOnMap } from '../../../state/command/map-extra.ts';
import { watchPositions } from '../../../state/command/people/positions.ts';

let wanting = 0;

export function usePeople(): void {
  useEffect(() => {
    const stop = watchPositions();
    wanting++;
    peopleOnMap.value = peopleExtra;
    return () => {
      stop();
      if (--wanting === 0) peopleOnMap.value = null;
    };
  }, []);
}
