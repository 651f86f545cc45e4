/**
 * Whether the base map arrives. Judged whenever the map has nothing more to wait for: it is shown once a tile has come, and has
 * failed when tiles were asked for and none ever came, or when since the last time several failed and none came.
 */
import type { Map as MapLibreMap } from 'maplibre-gl';

export type Arrival = 'shown' | 'failed';

/** Fewer are gaps of the provider; a look elsewhere without network loses more. */
const SEVERAL = 4;

export class Arrivals {
  #isEver = false;
  #asked = 0;
  #came = 0;
  #lost = 0;

  asked(): void {
    this.#asked++;
  }

  came(): void {
    this.#isEver = true;
    this.#came++;
  }

  lost(): void {
    this.#lost++;
  }

  /** Null: nothing new to say. */
  judge(): Arrival | null {
    const isLost = this.#isEver ? this.#lost >= SEVERAL : this.#asked > 0 || this.#lost > 0;
    const verdict = this.#came > 0 ? 'shown' : isLost ? 'failed' : null;
    this.#asked = 0;
    this.#came = 0;
    this.#lost = 0;
    return verdict;
  }
}

/** `isWanted`: the base map is on, and the camera where it has tiles. */
export function watchArrivals(
  map: MapLibreMap,
  sources: readonly string[],
  isWanted: () => boolean,
  tell: (arrival: Arrival) => void,
): () => void {
  const arrivals = new Arrivals();
  const isOurs = (id: unknown): boolean => typeof id === 'string' && sources.includes(id);
  const asked = map.on('sourcedataloading', (event) => {
    if (isOurs(event.sourceId) && event.tile !== undefined) arrivals.asked();
  });
  const data = map.on('sourcedata', (event) => {
    if (!isOurs(event.sourceId) || event.tile?.state !== 'loaded') return;
    arrivals.came();
    // before the whole map is idle
    tell('shown');
  });
  // without a listener the library writes every error to the console; those of others still go there
  const error = map.on('error', (event) => {
    if (isOurs((event as { sourceId?: unknown }).sourceId)) arrivals.lost();
    else console.error(event.error);
  });
  const idle = map.on('idle', () => {
    const verdict = isWanted() ? arrivals.judge() : null;
    if (verdict !== null) tell(verdict);
  });
  return () => {
    for (const subscription of [asked, data, error, idle]) subscription.unsubscribe();
  };
}
