/** What a folder takes on the disk: the blocks of its files, which may be fewer than their bytes. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const BLOCK = 512;

export async function bytesOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).blocks * BLOCK),
  );
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}
