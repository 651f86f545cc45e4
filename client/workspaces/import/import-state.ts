/**
 * One import from file to report: file → look inside → choices → dry run → load. A change of any choice makes the dry
 * run void, since it answered another question.
 */
import { computed, signal } from '@preact/signals';
import type { ImportJob, Inspection } from '../../../server/contract/imports.ts';
import { inspectFile, type Layer, type Options, readImport, startImport } from '../../api/imports.ts';
import { type ApiError, asApiError, isAbort } from '../../api/request.ts';
import { announce } from '../../state/announce.ts';
import { countyCode } from '../../state/areas.ts';
import { reload } from '../../state/load.ts';
import { type PlacedProblem, placedProblems, selectedProblem } from '../../state/problems.ts';
import { setParams } from '../../state/route.ts';
import { flyTo, isBounds } from '../../state/viewport.ts';
import { missingFields, OUR_FIELDS, sentMapping } from './mapping-fields.ts';
import { ti } from './words.ts';

export interface Choices {
  layer: Layer | null;
  /** A county served, or `new`. */
  county: string;
  newCode: string;
  newName: string;
  mapping: Record<string, string>;
  datum: '' | 'wgs84' | 'gcj02' | 'bd09';
  crs: string;
  encoding: string;
  fileLayer: string;
  replace: boolean;
}

const NO_CHOICES: Choices = {
  layer: null,
  county: '',
  newCode: '',
  newName: '',
  mapping: {},
  datum: '',
  crs: '',
  encoding: '',
  fileLayer: '',
  replace: false,
};
const POLL_MS = 350;

export const file = signal<File | null>(null);
export const inspection = signal<Inspection | null>(null);
export const choices = signal<Choices>(NO_CHOICES);
export const job = signal<ImportJob | null>(null);
export const busy = signal<'inspecting' | 'running' | null>(null);
export const problem = signal<ApiError | null>(null);

export const fields = computed(() => (choices.value.layer === null ? [] : OUR_FIELDS[choices.value.layer]));

const newCountyOk = (c: Choices): boolean => /^\d{6}$/.test(c.newCode.trim()) && c.newName.trim() !== '';

/** Nothing left to choose before the service can read the file. */
export const complete = computed(() => {
  const c = choices.value;
  const county = c.county === 'new' ? newCountyOk(c) : c.county !== '';
  return c.layer !== null && county && missingFields(fields.value, c.mapping).length === 0;
});

function forget(): void {
  job.value = null;
  problem.value = null;
  placedProblems.value = [];
  selectedProblem.value = null;
}

export function change(part: Partial<Choices>): void {
  choices.value = { ...choices.value, ...part };
  forget();
}

export function options(dryRun: boolean): Options {
  const c = choices.value;
  return {
    county: c.county === 'new' ? `${c.newCode.trim()}:${c.newName.trim()}` : c.county,
    mapping: sentMapping(fields.value, c.mapping),
    ...(c.datum === '' ? {} : { datum: c.datum }),
    ...(c.crs.trim() === '' ? {} : { crs: c.crs.trim() }),
    ...(c.encoding === '' ? {} : { encoding: c.encoding }),
    ...(c.fileLayer === '' ? {} : { fileLayer: c.fileLayer }),
    ...(c.replace && c.layer === 'places' ? { replace: true } : {}),
    dryRun,
  };
}

let running: AbortController | null = null;

/** Looks into the file; a second look (another encoding or layer of the file) keeps the other choices. */
export async function inspect(chosen: File, again = false): Promise<void> {
  running?.abort();
  running = new AbortController();
  forget();
  file.value = chosen;
  if (!again) {
    inspection.value = null;
    choices.value = { ...NO_CHOICES, county: countyCode.peek() ?? 'new' };
  }
  const { encoding, fileLayer } = choices.value;
  busy.value = 'inspecting';
  try {
    const found = await inspectFile(
      chosen,
      { ...(encoding === '' ? {} : { encoding }), ...(fileLayer === '' ? {} : { fileLayer }) },
      running.signal,
    );
    inspection.value = found;
    choices.value = { ...choices.value, layer: found.layerGuess ?? choices.value.layer, mapping: { ...found.mapping } };
    announce(ti('import.inspected', { count: found.rows }));
  } catch (error) {
    if (!isAbort(error)) problem.value = asApiError(error);
  } finally {
    busy.value = null;
  }
}

/** Problems that have a place, numbered as in the report. */
export const placed = (done: ImportJob): PlacedProblem[] =>
  (done.report?.items ?? []).flatMap(({ outcome, geometry }, item) => (geometry ? [{ item, outcome, geometry }] : []));

/** A dry run, or the load itself; follows the job to its end. */
export async function run(dryRun: boolean): Promise<void> {
  const { layer } = choices.value;
  if (file.value === null || layer === null) return;
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  forget();
  busy.value = 'running';
  try {
    let now = await startImport(layer, file.value, options(dryRun));
    job.value = now;
    while (now.state === 'running') {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      now = await readImport(now.id, signal);
      job.value = now;
    }
    placedProblems.value = placed(now);
    if (isBounds(now.report?.bbox)) flyTo({ bounds: now.report.bbox });
    announce(ti(`import.state.${now.state}`));
    if (!dryRun && now.state === 'done') await show(now);
  } catch (error) {
    if (!isAbort(error)) problem.value = asApiError(error);
  } finally {
    busy.value = null;
  }
}

/** What was loaded goes on the screen: the county it went into, a new one from now on a county like the others. */
async function show(done: ImportJob): Promise<void> {
  await reload();
  const code = choices.value.county === 'new' ? choices.value.newCode.trim() : choices.value.county;
  choices.value = { ...choices.value, county: code };
  if (code !== countyCode.peek()) setParams({ county: code, area: null, asOf: null });
  if (isBounds(done.report?.bbox)) flyTo({ bounds: done.report.bbox });
}

export function startOver(): void {
  running?.abort();
  forget();
  file.value = null;
  inspection.value = null;
  choices.value = NO_CHOICES;
}
