/** A PMTiles file on the disk of the service: whether it is one, and the address under which the service gives it out. */
import { closeSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';

export const ARCHIVE_PATH = '/tiles/base-map.pmtiles';

/** The whole path. Throws an Error that names the variable when there is no PMTiles file of version 3. */
export function archiveFile(name: string, path: string): string {
  const whole = resolve(path);
  const head = Buffer.alloc(8);
  let file: number;
  try {
    file = openSync(whole, 'r');
  } catch (error) {
    throw new Error(`${name} names ${whole}, which cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  try {
    readSync(file, head, 0, 8, 0);
  } catch {
    // a folder: the head stays empty
  } finally {
    closeSync(file);
  }
  if (head.toString('latin1', 0, 7) !== 'PMTiles' || head[7] !== 3) {
    throw new Error(`${name} names ${whole}, which is no PMTiles file of version 3`);
  }
  return whole;
}
