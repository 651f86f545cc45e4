/** Whether the view of density is on the screen, and whether the signs of events stay on top of it. */
import { computed, effect, signal } from '@preact/signals';
import { gridsCovered } from '../../view.ts';
import { signsHidden } from '../map-extra.ts';
import { watchPeriod } from '../time/played-period.ts';
import { followHotspots } from './hotspots.ts';
import { followRates } from './rate-statistics.ts';

export const densityShown = signal(false);
export const signsWanted = signal(false);

const hides = computed(() => densityShown.value && !signsWanted.value);

/** For as long as the view is open. Grids in force have colours of their own, which would mix with those of density. */
export function showDensity(): () => void {
  densityShown.value = true;
  gridsCovered.value = true;
  const stops = [
    watchPeriod(),
    followRates(),
    followHotspots(),
    effect(() => {
      signsHidden.value = hides.value;
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    densityShown.value = false;
    gridsCovered.value = false;
    signsHidden.value = false;
  };
}
