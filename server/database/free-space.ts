/** Room on a disk, and how much of it is never given to files: without it the database beside them could not even be read. */
import { statfsSync } from 'node:fs';

/** A segment of the database's log, what a checkpoint writes, and what other programs may take between two looks. */
export const RESERVE_BYTES = 64 * 1024 * 1024;

export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
