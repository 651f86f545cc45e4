/** Coverage of an area: what the kernel finds in the edition, with the places it touches. */

import type { AreasService } from '../areas/service.ts';
import type { CoverageQuery, CoverageReport, Finding } from '../contract/coverage.ts';
import type { Database } from '../database/database.ts';
import { areaM2 } from '../geometry/area.ts';
import type { CoverageInput, CoverageReport as KernelReport } from '../geometry/coverage.ts';
import { toGeoJson } from '../geometry/geojson.ts';
import { toDegrees, toUnits } from '../geometry/lattice.ts';
import { decodeMultiPolygon } from '../geometry/wkb.ts';
import { startWorker } from '../worker-thread.ts';
import { type CountedPlace, countedPlaces, editionAt, gridShapes } from './repository.ts';

export class CoverageService {
  #db: Database;
  #areas: AreasService;

  constructor(db: Database, areas: AreasService) {
    this.#db = db;
    this.#areas = areas;
  }

  /** Throws `area-unknown`. */
  async check(query: CoverageQuery, asOf: Date | null): Promise<CoverageReport> {
    const { name, boundary } = await this.#areas.boundary(query.area, asOf);
    const shapes = await gridShapes(this.#db, query.area, asOf);
    const places = await countedPlaces(this.#db, query.area, boundary !== null, asOf);
    const minAreaM2 = query.minArea ?? 1;
    const report = await inThread({
      grids: shapes.map(({ code, wkb }) => ({ code, polygons: decodeMultiPolygon(wkb, 'lattice') })),
      ...(boundary === null ? {} : { universe: boundary }),
      points: pointsOf(places.filter(({ overridden }) => !overridden)),
      minAreaM2,
    });
    const byHand = places
      .filter(({ overridden }) => overridden)
      .reduce((sum, { households }) => sum + (households ?? 0), 0);
    return {
      area: { code: query.area, name },
      edition: await editionAt(this.#db, query.area.slice(0, 6), asOf),
      minAreaM2,
      totals: {
        grids: shapes.length,
        places: places.length,
        households: report.households + byHand,
        householdsCovered: report.householdsCovered + byHand,
        areaM2: boundary === null ? null : round(boundary.reduce((sum, polygon) => sum + areaM2(polygon), 0)),
        coveredM2: round(report.coveredM2),
      },
      counts: report.counts,
      belowThreshold: report.belowThreshold,
      clean: report.findings.every(({ severity }) => severity === 'info'),
      findings: report.findings.map(view),
    };
  }
}

function pointsOf(places: readonly CountedPlace[]): NonNullable<CoverageInput['points']> {
  const xy = new Int32Array(places.length * 2);
  places.forEach((place, i) => {
    xy[2 * i] = toUnits(place.lon);
    xy[2 * i + 1] = toUnits(place.lat);
  });
  return {
    xy,
    households: Int32Array.from(places, (place) => place.households ?? -1),
    codes: places.map((place) => place.code),
  };
}

function inThread(input: CoverageInput): Promise<KernelReport> {
  return new Promise((resolve, reject) => {
    const worker = startWorker(new URL('./coverage-worker.ts', import.meta.url), { workerData: input });
    worker.once('message', (report: KernelReport) => {
      resolve(report);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the coverage thread ended with ${code}`)));
  });
}

function view(finding: KernelReport['findings'][number]): Finding {
  return {
    id: finding.id,
    kind: finding.kind,
    severity: finding.severity,
    areaM2: finding.areaM2 === null ? null : round(finding.areaM2),
    widthM: finding.widthM === null ? null : round(finding.widthM),
    households: finding.households,
    buildings: finding.buildings,
    grids: [...finding.grids],
    place: finding.place,
    at: [toDegrees(finding.at[0]), toDegrees(finding.at[1])],
    geometry: finding.geometry === null ? null : toGeoJson(finding.geometry),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
