/**
 * Mapshaper in a process of its own, on the county of coverage-clean.ts: neither side runs in the other's garbage. Each message
 * names what is to be done and is answered with a number: milliseconds of the work alone, or how much of the answer is wrong.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import mapshaper, { type Dataset } from 'mapshaper';
import { totalAreaM2 } from '../../server/geometry/area.ts';
import type { CoverageGrid } from '../../server/geometry/coverage.ts';
import { fromGeoJson, toGeoJson } from '../../server/geometry/geojson.ts';
import { checkMultiPolygon } from '../../server/geometry/validity.ts';
import { syntheticCounty } from '../support/synthetic-county.ts';

/** The two `check`s: polygons that are gone, new or of another size after the two ways of cleaning. */
export type MapshaperTask = 'arcs and -clean' | '-clean' | 'command' | 'check -clean' | 'check command';

const SCRIPT = fileURLToPath(import.meta.url);

export function cleanCounty(): CoverageGrid[] {
  return syntheticCounty({ grids: 10_000, vertices: 33, seed: 1 }).map((polygons, i) => ({
    code: `G${String(i).padStart(6, '0')}`,
    polygons,
  }));
}

export function geoJsonOf(grids: readonly CoverageGrid[]) {
  const features = grids.map(({ code, polygons }) => ({
    type: 'Feature',
    properties: { code },
    geometry: toGeoJson(polygons),
  }));
  return { type: 'FeatureCollection', features };
}

export class MapshaperChild {
  readonly #process: ChildProcess = fork(SCRIPT, ['serve'], { execArgv: ['--import', 'tsx'] });

  ask(task: MapshaperTask): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#process.once('exit', () => reject(new Error(`mapshaper stopped: ${task}`)));
      this.#process.once('message', (answer: number) => {
        this.#process.removeAllListeners('exit');
        resolve(answer);
      });
      this.#process.send(task);
    });
  }

  close(): void {
    this.#process.removeAllListeners('exit');
    this.#process.kill();
  }
}

function serve(): void {
  const grids = cleanCounty();
  const text = JSON.stringify(geoJsonOf(grids));
  process.on('message', async (task: MapshaperTask) => process.send!(await work(task, grids, text)));
}

async function work(task: MapshaperTask, grids: readonly CoverageGrid[], text: string): Promise<number> {
  switch (task) {
    case 'arcs and -clean':
    case '-clean': {
      const dataset = mapshaper.internal.importGeoJSON(geoJsonOf(grids), {});
      if (task === '-clean') mapshaper.internal.buildTopology(dataset);
      const start = performance.now();
      if (task !== '-clean') mapshaper.internal.buildTopology(dataset);
      clean(dataset);
      return performance.now() - start;
    }
    case 'command': {
      const start = performance.now();
      await command(text);
      return performance.now() - start;
    }
    case 'check -clean': {
      const dataset = mapshaper.internal.importGeoJSON(geoJsonOf(grids), {});
      mapshaper.internal.buildTopology(dataset);
      clean(dataset);
      return changedIn(mapshaper.internal.exportGeoJSON(dataset, {})[0]!.content, grids);
    }
    case 'check command':
      return changedIn(await command(text), grids);
  }
}

function clean(dataset: Dataset): void {
  mapshaper.cmd.cleanLayers(dataset.layers, dataset, {});
}

async function command(text: string): Promise<string> {
  const files = await mapshaper.applyCommands('-i in.json -clean -o out.json', { 'in.json': text });
  return Buffer.from(files['out.json']!).toString();
}

/** How many polygons are gone, new or of another size. */
function changedIn(text: string, grids: readonly CoverageGrid[]): number {
  const { features, geometries } = JSON.parse(text) as {
    features?: { geometry: unknown }[];
    geometries?: unknown[];
  };
  const shapes = geometries ?? features!.map(({ geometry }) => geometry);
  if (shapes.length !== grids.length) return Math.abs(shapes.length - grids.length);
  return shapes.filter((shape, i) => {
    const read = fromGeoJson(shape);
    const checked = read.ok ? checkMultiPolygon(read.polygons) : read;
    return !checked.ok || Math.abs(totalAreaM2(checked.polygons) - totalAreaM2(grids[i]!.polygons)) > 1e-3;
  }).length;
}

if (process.argv[1] === SCRIPT && process.argv[2] === 'serve') serve();
