/**
 * What the thread that runs an import and the service that owns the database say to each other. The thread reads, converts,
 * checks and plans; the service only relays texts between it and the database, so that its event loop stays free.
 */
import type { Datum } from '../contract/geometry.ts';
import type { ImportLayer, ImportReport } from '../contract/imports.ts';
import type { Inspection } from './summary.ts';

export interface ReadOptions {
  mapping: Record<string, string>;
  datum: Datum | undefined;
  crs: string | undefined;
  encoding: string | undefined;
  fileLayer: string | undefined;
  scheme: string | undefined;
  replace: boolean;
}

export interface ImportTask {
  kind: 'import';
  layer: ImportLayer;
  path: string;
  fileName: string;
  options: ReadOptions;
  /** Null: areas of any county. */
  county: string | null;
  /** Whether who imports may say which account signs in as a worker. */
  mayLink: boolean;
}

export interface InspectTask {
  kind: 'inspect';
  path: string;
  fileName: string;
  options: Pick<ReadOptions, 'encoding' | 'fileLayer'>;
}

/** Read from the database as one JSON text. `after`: the last key of the page before, null at first. */
export type Question =
  | { what: 'county' }
  | { what: 'areas' }
  | { what: 'area-shapes' }
  | { what: 'grids'; after: string | null }
  | { what: 'used-codes' }
  | { what: 'event-rules' }
  | { what: 'posts' }
  | { what: 'grid-areas' }
  | { what: 'logins'; logins: string[] }
  | { what: 'places'; after: number | null }
  | { what: 'known-places'; codes: string[] };

export interface Problem {
  code: string;
  params: Record<string, unknown>;
}

/** What an edition needs beside its rows. */
export interface EditionPlan {
  /** The scheme as JSON text of a CodeScheme. */
  scheme: string;
  contentHash: string;
  gridCount: number;
  /** False: the map is the one in force already. */
  changed: boolean;
  /** Hex EWKB of the union of the grids, when the county's boundary comes from them. */
  boundary: string | null;
}

/** What the decision needs to know; null members do not apply to the layer. */
export interface Outcome {
  /** The report but for what only the decision can tell. */
  report: ReportDraft;
  /** The state of the county the plan was made from; the decision holds only while it is still so. */
  revision: number | null;
  edition: EditionPlan | null;
  /** How the file was read, for the record. */
  read: { crs: string; datum: string; sha256: string | null };
  problem: Problem | null;
}

export type ReportDraft = Omit<ImportReport, 'added' | 'changed' | 'unchanged' | 'closed' | 'edition'> &
  Pick<ImportReport, 'unchanged'>;

export type FromThread =
  | { kind: 'ask'; id: number; question: Question }
  | { kind: 'rows'; id: number; text: string; rowsDone: number }
  | { kind: 'progress'; rowsDone: number }
  /** `outcome` without its report, which goes as text and is not looked into on the way. */
  | { kind: 'finished'; outcome: Omit<Outcome, 'report'>; report: string; refused: number; unchanged: number }
  | { kind: 'inspected'; inspection: Inspection }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'broken'; message: string }
  /** The task was given up as asked; its files are put away. */
  | { kind: 'stopped' };

export type ToThread =
  | { kind: 'task'; task: ImportTask | InspectTask }
  | { kind: 'answer'; id: number; text: string }
  | { kind: 'stop' };
