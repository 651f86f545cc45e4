/** Where the maps in force are kept between two starts: one file in the data folder, replaced whole. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CountyMap } from './county-map.ts';
import { decodeMaps, encodeMaps } from './map-snapshot.ts';

export class MapKeeper {
  readonly #file: string;

  constructor(dataFolder: string) {
    this.#file = join(dataFolder, 'maps.snapshot');
  }

  /** The maps of the last start; null when there are none that can be used. */
  async read(): Promise<CountyMap[] | null> {
    const bytes = await readFile(this.#file).catch(() => null);
    return bytes === null ? null : decodeMaps(bytes);
  }

  async keep(maps: readonly CountyMap[]): Promise<void> {
    const draft = `${this.#file}.draft`;
    await writeFile(draft, encodeMaps(maps));
    await rename(draft, this.#file);
  }
}
