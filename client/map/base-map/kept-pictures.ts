/** Pictures of tiles by address: each is wanted by up to four tiles of the map and asked for once. */

/** 24 MB of pixels at 256 × 256. */
const MOST_KEPT = 96;

export class KeptPictures {
  readonly #kept = new Map<string, Promise<ImageBitmap | null>>();
  readonly #fetch: (address: string) => Promise<ImageBitmap | null>;

  constructor(fetchPicture: (address: string) => Promise<ImageBitmap | null> = fetchBitmap) {
    this.#fetch = fetchPicture;
  }

  /** Null: the provider has none here. What failed is asked for again the next time. */
  get(address: string): Promise<ImageBitmap | null> {
    const known = this.#kept.get(address);
    this.#kept.delete(address);
    const picture = known ?? this.#fetch(address);
    this.#kept.set(address, picture);
    if (known === undefined) picture.catch(() => this.#kept.delete(address));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_KEPT) break;
      this.#kept.delete(oldest);
    }
    return picture;
  }
}

/** The origin of the page goes along, since providers know a browser key by it; its path does not. */
export async function fetchBitmap(address: string): Promise<ImageBitmap | null> {
  const answer = await fetch(address, { referrerPolicy: 'strict-origin', credentials: 'same-origin' });
  if (answer.status === 404 || answer.status === 204) return null;
  if (!answer.ok) throw new Error(`a tile of the base map was answered with ${answer.status}`);
  return createImageBitmap(await answer.blob());
}
