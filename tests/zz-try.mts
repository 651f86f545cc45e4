import { groundMap } from './support/ground-map.ts';
import { syntheticCounty } from './support/synthetic-county.ts';
import { gridTile } from '../server/tiles/grid-tile.ts';
import { featuresOf, decodeTile } from './support/decoded-tile.ts';
import { gzipSync } from 'node:zlib';
const n = Number(process.argv[2] ?? 10000);
let t = performance.now();
const shapes = syntheticCounty({ grids: n, vertices: 33, seed: 7, enclaves: 0.02 });
const map = groundMap(shapes.map((polygons, i) => ({ code: String(100000 + i), polygons })));
console.log('build', performance.now() - t, 'arcs', map.topology.arcs, 'MB', map.byteLength / 1e6);
const cx = map.labels[n]!, cy = map.labels[n + 1]!;
const mx = map.topology.shapeBoxes.filter((_, i) => i % 4 === 0).reduce((a, b) => a + b) / n;
const my = map.topology.shapeBoxes.filter((_, i) => i % 4 === 1).reduce((a, b) => a + b) / n;
for (let z = 8; z <= 18; z++) {
  const tile = { z, x: Math.floor(mx * 2 ** z), y: Math.floor(my * 2 ** z) };
  gridTile(map, tile); gridTile(map, tile);
  t = performance.now();
  const R = 5;
  let b; for (let i = 0; i < R; i++) b = gridTile(map, tile);
  const ms = (performance.now() - t) / R;
  const L = decodeTile(b!.bytes);
  console.log(z, ms.toFixed(2), 'ms', b!.bytes.length, 'gz', gzipSync(b!.bytes).length, Object.values(L).map((l) => `${l.name}:${l.length}`).join(' '), b!.leftOut.join(), 'pts', map.topology.zooms[z - 5]!.xy.length / 2);
}
