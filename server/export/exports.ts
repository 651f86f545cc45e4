/** Files out: a layer of an area at an instant, written to a folder of its own, from where it is sent or moved. */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Caller } from '../access/caller.ts';
import type { ExportFormat, ExportQuery } from '../contract/exports.ts';
import { Refusal } from '../contract/problem.ts';
import { parseAsOf } from '../contract/time.ts';
import type { Database } from '../database/database.ts';
import { areaLayer } from '../features/area-layer.ts';
import { gridLayer } from '../features/grid-layer.ts';
import type { FeatureLayer } from '../features/layer.ts';
import { placeLayer } from '../features/place-layer.ts';
import { systemByCode } from '../features/reference-systems.ts';
import { writeCsv } from './csv-out.ts';
import { editionStart, hasArea } from './edition-repository.ts';
import type { FileWriter } from './features-out.ts';
import { writeGeojson } from './geojson-out.ts';
import { GeopackageThreads } from './geopackage-threads.ts';
import { placed, type StoredFeature } from './placed.ts';
import { writeShapefile } from './shapefile-out.ts';
import { Turns } from './turns.ts';

export interface ExportedFile {
  readonly path: string;
  /** As a person would call it. */
  readonly fileName: string;
  readonly mediaType: string;
  /** When it is not needed any more. */
  remove(): Promise<void>;
}

/** `write` null: a thread writes it. */
const FORMATS: Record<ExportFormat, { write: FileWriter | null; ending: string; mediaType: string }> = {
  geojson: { write: writeGeojson, ending: 'geojson', mediaType: 'application/geo+json' },
  geopackage: { write: null, ending: 'gpkg', mediaType: 'application/geopackage+sqlite3' },
  shapefile: { write: writeShapefile, ending: 'shp.zip', mediaType: 'application/zip' },
  csv: { write: writeCsv, ending: 'csv', mediaType: 'text/csv; charset=utf-8' },
};
const PAGE = 500;

export class Exports {
  readonly #db: Database;
  readonly #clock: () => Date;
  readonly #folder: string;
  readonly #layers: Record<ExportQuery['layer'], FeatureLayer>;
  readonly #turns = new Turns(2, 20);
  readonly #geopackages = new GeopackageThreads();

  /** `dataFolder`: files lie below it while they are written and sent. */
  constructor(db: Database, clock: () => Date, dataFolder: string) {
    this.#db = db;
    this.#clock = clock;
    this.#folder = join(dataFolder, 'exports');
    this.#layers = { grids: gridLayer(db), areas: areaLayer(db), places: placeLayer(db) };
  }

  /** At the start: takes away what a process that was killed left. Several processes share a folder only on a server. */
  async recover(): Promise<void> {
    if (this.#db.kind !== 'embedded') return;
    const names = await readdir(this.#folder).catch(() => []);
    for (const name of names) await rm(join(this.#folder, name), { recursive: true, force: true });
  }

  /** Throws `area-unknown`, `edition-unknown`, `date-invalid`, `request-invalid`, `too-many-requests`. */
  async write(caller: Caller, query: ExportQuery): Promise<ExportedFile> {
    const { layer: name, area, format, edition = null, crs = 'EPSG:4326' } = query;
    const at = await this.#instant(query);
    if (!(await hasArea(this.#db, area, at))) throw new Refusal('area-unknown', { code: area });
    const system = systemByCode(crs)!;
    const layer = this.#layers[name];
    const { write, ending, mediaType } = FORMATS[format];
    await mkdir(this.#folder, { recursive: true });
    const folder = await mkdtemp(join(this.#folder, `${process.pid}-`));
    const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
    try {
      const state = edition === null ? at.toISOString().slice(0, 10) : `e${edition}`;
      const fileName = `${name}-${area}-${state}-${system.epsg}.${ending}`;
      const path = join(folder, `out.${ending}`);
      const pages = this.#pages(layer, caller, area, at);
      const { fields, geometry } = layer;
      const head = { name, fields, geometry, at, edition, actor: caller.actor };
      await this.#turns.take(() =>
        write === null
          ? this.#geopackages.write({ ...head, path, crs }, pages)
          : write(path, { ...head, system, pages: each(pages, (rows) => placed(rows, system)) }, folder),
      );
      return { path, fileName, mediaType, remove };
    } catch (error) {
      await remove();
      throw error;
    }
  }

  close(): void {
    this.#geopackages.close();
  }

  async #instant({ edition, asOf, area }: ExportQuery): Promise<Date> {
    if (edition === undefined) return asOf === undefined ? this.#clock() : parseAsOf(asOf);
    if (asOf !== undefined)
      throw new Refusal('request-invalid', {}, { errors: [{ pointer: 'asOf', code: 'not-with-edition' }] });
    const start = await editionStart(this.#db, edition, area.slice(0, 6));
    if (start === null) throw new Refusal('edition-unknown', { edition });
    return start;
  }

  /** The state of one instant on every page, whatever is published meanwhile. */
  async *#pages(layer: FeatureLayer, caller: Caller, area: string, at: Date): AsyncGenerator<readonly StoredFeature[]> {
    let after: readonly [string, number] | undefined;
    for (;;) {
      const rows = await layer.page(caller, { asOf: at, filters: { area } }, { after, limit: PAGE });
      yield rows.map(({ id, properties, geometry }) => ({ id, properties, geometry }));
      if (rows.length < PAGE) return;
      after = rows.at(-1)!.key;
    }
  }
}

async function* each<A, B>(pages: AsyncIterable<A>, change: (page: A) => B): AsyncGenerator<B> {
  for await (const page of pages) yield change(page);
}
