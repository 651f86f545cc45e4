/** How tiles are kept and sent: codings, tags, limits of memory; and the limits of one tile. */
import { describe, expect, it } from 'vitest';
import { toUnits } from '../../../server/geometry/lattice.ts';
import { degreesOf } from '../../../server/geometry/tiles/mercator.ts';
import { acceptedCoding } from '../../../server/tiles/accepted-coding.ts';
import type { EventPoint, EventPoints } from '../../../server/tiles/event-points.ts';
import { eventTile } from '../../../server/tiles/event-tile.ts';
import { gridTile } from '../../../server/tiles/grid-tile.ts';
import { KeptTile } from '../../../server/tiles/kept-tile.ts';
import { names } from '../../../server/tiles/send-tile.ts';
import { TileCache } from '../../../server/tiles/tile-cache.ts';
import { featuresOf } from '../../support/decoded-tile.ts';
import { encodedValue } from '../../support/decoded-value.ts';
import { groundMap } from '../../support/ground-map.ts';
import { syntheticCounty } from '../../support/synthetic-county.ts';

const tile = (size: number, fill = 1) =>
  new KeptTile({ bytes: new Uint8Array(size).fill(fill), features: 1, leftOut: [] }, 'no-cache');

describe('the coding', () => {
  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip', 'gzip'],
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0.5, gzip', 'gzip'],
    ['gzip;q=0, br;q=0', 'identity'],
    ['*', 'br'],
    ['identity;q=1, gzip;q=0.5', 'identity'],
    ['GZIP', 'gzip'],
  ] as const)('of %s is %s', (header, coding) => {
    expect(acceptedCoding(header)).toBe(coding);
  });
});

describe('a tag', () => {
  it.each([
    ['"a"', true],
    ['"b", "a"', true],
    ['W/"a"', true],
    ['*', true],
    ['"a.gzip"', false],
    ['"b"', false],
    ['a', false],
  ])('is named by %s: %s', (list, isNamed) => {
    expect(names(list, '"a"')).toBe(isNamed);
  });

  it('is another for other bytes and other codings, and no coding is made of a few bytes', () => {
    expect(tile(999).tag).not.toBe(tile(999, 2).tag);
    expect(tile(999).in('gzip').tag).toBe(`${tile(999).tag.slice(0, -1)}.gzip"`);
    expect(tile(20).in('br').tag).toBe(tile(20).tag);
  });
});

describe('the cache', () => {
  it('keeps to its bytes and lets go first of what nobody asks for', () => {
    const cache = new TileCache(5 * tile(1000).byteLength);
    for (let i = 0; i < 5; i++) cache.set(`/${i}`, tile(1000));
    cache.set('/5', tile(1000));
    expect(cache.size).toBe(5);
    cache.get('/4');
    for (let i = 6; i < 9; i++) cache.set(`/${i}`, tile(1000));
    expect(cache.get('/4')).toBeDefined();
    expect(cache.bytes).toBeLessThanOrEqual(5 * tile(1000).byteLength);
    expect(cache.evicted).toBe(4);
  });

  it('counts codings that are made later', () => {
    const cache = new TileCache(1e6);
    const kept: KeptTile = new KeptTile({ bytes: new Uint8Array(5000), features: 1, leftOut: [] }, '', (bytes) =>
      cache.grow('/a', kept, bytes),
    );
    cache.set('/a', kept);
    const before = cache.bytes;
    kept.in('gzip');
    expect(cache.bytes).toBe(before + kept.in('gzip').body.length);
    expect(cache.bytes).toBe(kept.byteLength);
    cache.delete('/a');
    expect(cache.bytes).toBe(0);
  });
});

describe('a value', () => {
  it.each(['格中', '', 0, 7, 2 ** 40, -1, -300, 1.5, true, false])('comes back as it was: %s', (value) => {
    expect(encodedValue(value)).toBe(value);
  });
});

describe('a tile of grids over the limits', () => {
  const shapes = syntheticCounty({ grids: 400, vertices: 20, seed: 9 });
  const map = groundMap(shapes.map((polygons, i) => ({ code: String(1000 + i), polygons })));
  const at = { z: 11, x: Math.floor(map.labels[800 - 2]! * 2 ** 11), y: Math.floor(map.labels[800 - 1]! * 2 ** 11) };

  it('loses its labels first, its fills never, and says so', () => {
    const whole = gridTile(map, at);
    const count = (bytes: Uint8Array, layer: string) => featuresOf(bytes, layer).length;
    expect(whole.leftOut).toEqual([]);
    const less = gridTile(map, at, undefined, { features: whole.features - 1, bytes: 1e9 });
    expect(less.leftOut).toEqual(['labels']);
    const least = gridTile(map, at, undefined, { features: 1, bytes: 1 });
    expect(least.leftOut).toEqual(['labels', 'micro', 'tiny', 'attributes']);
    expect(count(least.bytes, 'grids')).toBe(count(whole.bytes, 'grids'));
    expect(Object.keys(featuresOf(least.bytes, 'grids')[0]!.properties)).toEqual(['code', 'county']);
  });
});

describe('a tile of events', () => {
  const event = (serial: number, x: number): EventPoint => ({
    serial,

    category: '01',
    state: 'filed',
    grade: 'simple',

    overdue: false,
    reportedAt: 5,
    x,
    y: 300_000_000,
  });
  const all = [event(3, 1_300_000_000), event(2, 1_170_000_100), event(1, 1_170_000_000)];
  const asked: unknown[] = [];
  const events: EventPoints = {
    pointsIn(box, { areas, openOnly, most }) {
      asked.push([areas, openOnly]);
      const inside = all.filter(({ x, y }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]);
      return { newest: inside.slice(0, most), count: inside.length };
    },
  };
  const at = { z: 14, x: 13516, y: 6760 };

  it('has those inside with their serial as id, in the areas of the caller', () => {
    const z = 14;
    const x = Math.floor(((117.000005 + 180) / 360) * 2 ** z);
    const y = Math.floor((0.5 - Math.asinh(Math.tan(Math.PI / 6)) / (2 * Math.PI)) * 2 ** z);
    const question = { areas: ['990101'], openOnly: true };
    const { bytes } = eventTile(events, { z, x, y }, question);
    expect(featuresOf(bytes, 'events').map(({ id }) => id)).toEqual([2, 1]);
    expect(asked.at(-1)).toEqual([['990101'], true]);
    const limited = eventTile(events, { z, x, y }, question, { features: 1, bytes: 1e6 });
    expect(featuresOf(limited.bytes, 'events').map(({ id }) => id)).toEqual([2]);
    expect(limited.leftOut).toEqual(['events 1']);
  });

  it.each([8, 13, 18])('at zoom %d every event is in one of the four tiles around it', (z) => {
    const x = Math.floor(((117 + 180) / 360) * 2 ** z);
    const y = Math.floor((0.5 - Math.asinh(Math.tan(Math.PI / 6)) / (2 * Math.PI)) * 2 ** z);
    const tiles = [0, 1].flatMap((i) => [0, 1].map((j) => ({ z, x: x + i, y: y + j })));
    const [west, south] = degreesOf((x + 1) / 2 ** z, (y + 1) / 2 ** z);
    for (let n = 0; n < 200; n++) {
      // some units of the lattice around the corner, which for near zooms is less than one of the tile
      const at = { x: toUnits(west) + (n % 20) * 3 - 30, y: toUnits(south) + Math.floor(n / 20) * 5 - 25 };
      const one: EventPoints = {
        pointsIn(box) {
          const isIn = at.x >= box[0] && at.x <= box[2] && at.y >= box[1] && at.y <= box[3];
          return isIn ? { newest: [{ ...event(1, at.x), y: at.y }], count: 1 } : { newest: [], count: 0 };
        },
      };
      const counts = tiles.map((tile) => {
        const { bytes } = eventTile(one, tile, { areas: null, openOnly: false });
        const found = featuresOf(bytes, 'events');
        for (const { x, y } of found.flatMap(({ paths }) => paths.flat())) {
          expect(x >= 0 && x < 4096 && y >= 0 && y < 4096).toBe(true);
        }
        return found.length;
      });
      expect(counts.reduce((sum, count) => sum + count)).toBe(1);
    }
  });

  it('is empty elsewhere', () => {
    expect(eventTile(events, { ...at, x: 1 }, { areas: null, openOnly: false }).bytes).toHaveLength(0);
  });
});
