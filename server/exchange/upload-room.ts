/** An upload leaves the disk its reserve: it is refused before it comes when it cannot fit, and broken off when others took the room. */
import { Transform } from 'node:stream';
import { Refusal } from '../contract/problem.ts';
import { freeBytes, RESERVE_BYTES } from '../database/free-space.ts';

/** Looked at again after so many bytes. */
const STEP_BYTES = 4 * 1024 * 1024;

/** Throws 'storage-full'. `bytes`: what is still to come, as far as it is known. */
export function assertRoom(folder: string, bytes: number): void {
  const free = freeBytes(folder);
  if (free < RESERVE_BYTES + bytes) throw new Refusal('storage-full', { freeBytes: free, reserveBytes: RESERVE_BYTES });
}

/** Passes everything on while there is room. */
export function whileRoom(folder: string): Transform {
  let left = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      left -= chunk.length;
      if (left > 0) return done(null, chunk);
      try {
        assertRoom(folder, STEP_BYTES);
      } catch (error) {
        return done(error as Error);
      }
      left = STEP_BYTES;
      done(null, chunk);
    },
  });
}
