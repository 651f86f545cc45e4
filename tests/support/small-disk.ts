/** A disk of a few megabytes in memory, for tests of what happens when it is full. Only root may mount one. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  folder: string;
  /** Takes everything but so many bytes. */
  fill(leave: number): void;
  /** Gives back what was taken. */
  free(): void;
  remove(): void;
}

/** Why there can be none here; undefined: there can. */
export function noSmallDisk(): string | undefined {
  if (process.platform !== 'linux') return 'skipped: needs Linux';
  if (process.getuid?.() !== 0) return 'skipped: only root may mount a small disk';
  try {
    makeSmallDisk(1).remove();
    return undefined;
  } catch {
    return 'skipped: mounting is not permitted here';
  }
}

export function makeSmallDisk(megabytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'gezhong-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    fill(leave) {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - leave), 1), { flag: 'a' });
    },
    free: () => rmSync(filler, { force: true }),
    remove() {
      // what a process still has open keeps a plain one from going
      execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
