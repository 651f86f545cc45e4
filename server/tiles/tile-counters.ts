/** What is counted about tiles, for /metrics. */
import type { BuiltTile } from './built-tile.ts';

export class TileCounters {
  /** Tiles that were built, empty ones apart, and of those with something left out. */
  builds = 0;
  empty = 0;
  thinned = 0;
  /** Kept tiles that a publish made old. */
  forgotten = 0;
  /** Answers without a body because the caller had the tile. */
  unchanged = 0;
  sent = 0;

  built({ bytes, leftOut }: BuiltTile): void {
    if (bytes.length === 0) this.empty += 1;
    else this.builds += 1;
    if (leftOut.length > 0) this.thinned += 1;
  }

  *rows(): Iterable<[string, number]> {
    yield ['built', this.builds];
    yield ['built-empty', this.empty];
    yield ['left-out', this.thinned];
    yield ['forgotten', this.forgotten];
    yield ['unchanged', this.unchanged];
    yield ['sent', this.sent];
  }
}
