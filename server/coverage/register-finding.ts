/**
 * What the registers say against a map that may be a perfect coverage: too many households, nobody responsible, a wrong code.
 * Each kind has a file of its own with a finder; register-findings.ts lists them.
 */
import type { BandRow } from '../contract/coverage.ts';
import type { HeldPlaces } from './held-places.ts';
import type { SubjectShapes } from './shapes.ts';
import type { CheckSubject } from './subject.ts';

/**
 * How grave each kind is. A code that cannot be, or that named something else before, breaks what other systems hold:
 * error. People and numbers are for somebody to answer for, not against the map: warning. What nobody has counted or
 * loaded is said and not judged: info. So are places at which nobody was yet: when the counting began, nobody had been anywhere.
 */
export const REGISTER_SEVERITY = {
  'code-reused': 'error',
  'code-invalid': 'error',
  'grid-unstaffed': 'warning',
  'roster-gap': 'warning',
  'worker-overloaded': 'warning',
  'places-not-visited': 'warning',
  'households-over': 'warning',
  'households-under': 'warning',
  'shops-over': 'warning',
  'shops-under': 'warning',
  'households-unknown': 'info',
  'posts-unknown': 'info',
  'places-never-visited': 'info',
} as const satisfies Record<string, 'error' | 'warning' | 'info'>;

export type RegisterKind = keyof typeof REGISTER_SEVERITY;

/** A micro grid's band is a guide for volunteers ("about 100"): outside it is said and blocks nothing. */
export function registerSeverity(kind: RegisterKind, ofMicroGrid: boolean): 'error' | 'warning' | 'info' {
  return ofMicroGrid && /^(households|shops)-/.test(kind) ? 'info' : REGISTER_SEVERITY[kind];
}

/** In the order in which they are listed. */
export const REGISTER_KINDS = Object.keys(REGISTER_SEVERITY) as readonly RegisterKind[];

export interface RegisterFinding {
  readonly kind: RegisterKind;
  /** What tells it from others of its kind for as long as it lives: a grid's code, a person's key. */
  readonly key: string;
  /** In rising order. */
  readonly grids: readonly string[];
  readonly households: number;
  readonly buildings: number;
  readonly uncounted: number;
  readonly detail: Readonly<Record<string, number | string | string[]>>;
}

export interface RegisterContext {
  readonly subject: CheckSubject;
  readonly shapes: SubjectShapes;
  /** Null: no register of places. */
  readonly held: HeldPlaces | null;
  /** Of every grid of the area, micro grids too; empty without a register of places. */
  readonly bands: readonly BandRow[];
}

/** Pure; the order of what it gives does not matter. */
export type RegisterFinder = (context: RegisterContext) => RegisterFinding[];

/** A finding about one grid and what it holds. */
export function aboutGrid(
  kind: RegisterKind,
  code: string,
  { held }: Pick<RegisterContext, 'held'>,
  detail: RegisterFinding['detail'] = {},
): RegisterFinding {
  const { households = 0, buildings = 0, uncounted = 0 } = held?.tallies.get(code) ?? {};
  return { kind, key: code, grids: [code], households, buildings, uncounted, detail };
}
