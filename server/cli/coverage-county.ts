/** The report of a county: from the database opened here, or from a running service. */
import { AreasService } from '../areas/service.ts';
import type { CoverageQuery, CoverageReport } from '../contract/coverage.ts';
import { CoverageService } from '../coverage/service.ts';
import { openDrafts } from '../plans/planning.ts';
import { ask, openHere } from './connect.ts';
import { type Terminal, UsageError } from './terminal.ts';

export interface CountyQuestion {
  area: string;
  minArea: number;
  asOf: string | undefined;
  /** The id of a draft. */
  plan: string | undefined;
}

export function checkCounty(
  { area, minArea, asOf, plan }: CountyQuestion,
  url: string | undefined,
  terminal: Terminal,
): Promise<CoverageReport> {
  if (plan !== undefined && !/^[1-9]\d{0,14}$/.test(plan)) throw new UsageError('--plan must be the number of a draft');
  const query: CoverageQuery = {
    area,
    minArea,
    ...(asOf === undefined ? {} : { asOf }),
    ...(plan === undefined ? {} : { plan: Number(plan) }),
  };
  return url === undefined ? here(query, terminal) : there(query, url, terminal);
}

/** The service behind a report, on the database opened here; closed when `work` is over. */
export async function withCoverage<T>(terminal: Terminal, work: (service: CoverageService) => Promise<T>): Promise<T> {
  const { db, close } = await openHere(terminal);
  const drafts = openDrafts(db);
  const areas = new AreasService(db);
  const coverage = new CoverageService({ db, areas, drafts: drafts.results, clock: () => new Date() });
  try {
    return await work(coverage);
  } finally {
    coverage.close();
    drafts.close();
    await close();
  }
}

function here(query: CoverageQuery, terminal: Terminal): Promise<CoverageReport> {
  return withCoverage(terminal, (coverage) => coverage.report(query));
}

async function there(query: CoverageQuery, url: string, terminal: Terminal): Promise<CoverageReport> {
  const words = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  const response = await ask(terminal, url, `/api/coverage?${words.join('&')}`);
  return (await response.json()) as CoverageReport;
}
