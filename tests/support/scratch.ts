/** A folder for the files of one test file, removed when its tests are done. */
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

export interface Scratch {
  folder: string;
  /** Writes a file and gives its path. */
  write(name: string, content: string | Uint8Array): Promise<string>;
}

export function scratch(): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'gezhong-scratch-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    async write(name, content) {
      const path = join(folder, name);
      await writeFile(path, content);
      return path;
    },
  };
}
