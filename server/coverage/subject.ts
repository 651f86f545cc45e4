/** Everything one coverage check looks at, read at one state of the data: rows as they come from the database. */
import type { CodeScheme, GridKind } from '../contract/codes.ts';
import type { Finding } from '../contract/coverage.ts';
import type { PostRole } from '../contract/workers.ts';
import type { BandRow } from '../grids/band.ts';

export interface CheckedGrid {
  readonly code: string;
  readonly name: string;
  readonly kind: GridKind;
  readonly parentCode: string;
  readonly bandMin: number | null;
  readonly bandMax: number | null;
  /** Lattice WKB. */
  readonly wkb: Uint8Array;
}

export interface CheckedArea {
  readonly code: string;
  readonly name: string;
  readonly level: 'county' | 'town' | 'community';
  readonly parentCode: string | null;
  /** WKB in degrees, null where no boundary is loaded. */
  readonly wkb: Uint8Array | null;
}

export interface CheckedPlace {
  readonly code: string;
  readonly kind: 'building' | 'unit' | 'organization' | 'shop' | 'service-point';
  readonly lon: number;
  readonly lat: number;
  /** The building of a unit or shop. */
  readonly parentCode: string | null;
  readonly households: number | null;
  readonly shops: number | null;
  readonly accuracyM: number | null;
  /** The grid named by hand, and whether it is there, in this area or in another of the county. */
  readonly gridOverride: string | null;
  readonly overrideInForce: boolean;
  /** WKB in degrees. */
  readonly footprint: Uint8Array | null;
}

/** Of a basic or dedicated grid in force. */
export interface CheckedPost {
  readonly gridCode: string;
  readonly parentCode: string;
  readonly role: PostRole;
  readonly holder: string;
  readonly phone: string | null;
}

/** What people of the grids are asked for, and did. */
export interface CheckedPeople {
  /** Roles that each kind of grid must have. */
  readonly roster: Readonly<Record<GridKind, readonly PostRole[]>>;
  /** Of the micro grids, as the posts of the others. */
  readonly microPosts: readonly { readonly gridCode: string; readonly role: PostRole }[];
  /** Null: the county does not log visits, so nobody is blamed for none; and of a plan nobody knows them. */
  readonly visits: {
    readonly days: number;
    readonly grids: readonly CheckedStops[];
  } | null;
}

/** Places of a grid at which a visit is expected, as it was known when the day began. */
export interface CheckedStops {
  readonly grid: string;
  readonly stops: number;
  readonly never: number;
  readonly neverHouseholds: number;
  readonly overdue: number;
  readonly overdueHouseholds: number;
}

/** A leader and a worker for every grid, nobody for a micro grid. */
export const DEFAULT_PEOPLE: CheckedPeople = {
  roster: { basic: ['leader', 'worker'], dedicated: ['leader', 'worker'], micro: [] },
  microPosts: [],
  visits: null,
};

export interface CheckedExclusion {
  readonly id: number;
  readonly kind: string;
  readonly name: string;
  readonly areaM2: number;
  /** Lattice WKB. */
  readonly wkb: Uint8Array;
}

/** `setting` rows of the nearest area up the tree, or the defaults. */
export interface CoverageSettings {
  readonly maxGridsPerWorker: number;
  readonly serviceDistanceM: number;
}

/**
 * One full-time worker answers for one grid (the 1+1+N of the field); two are taken as cover for a colleague. A service
 * point serves 500 m, ten minutes' walk.
 */
export const DEFAULT_SETTINGS: CoverageSettings = { maxGridsPerWorker: 2, serviceDistanceM: 500 };

export interface CheckSubject {
  readonly area: { readonly code: string; readonly name: string };
  readonly edition: number | null;
  readonly editionNumber: number | null;
  /** How the edition writes its codes; null where codes are not judged. */
  readonly scheme: CodeScheme | null;
  readonly plan: number | null;
  /** The area itself and what lies below it, by code. */
  readonly areas: readonly CheckedArea[];
  /** Basic, dedicated and micro grids of the area, by code. A code that comes twice is a finding. */
  readonly grids: readonly CheckedGrid[];
  /** Null: no register of places is at hand, so nothing is said about households. */
  readonly places: readonly CheckedPlace[] | null;
  /** Whether the county has a service point at all. */
  readonly hasServicePoints: boolean;
  /** Null: no register of posts is at hand. */
  readonly posts: readonly CheckedPost[] | null;
  readonly people: CheckedPeople;
  readonly bands: readonly BandRow[];
  readonly settings: CoverageSettings;
  readonly exclusions: readonly CheckedExclusion[];
  /** Codes given out in the past and retired, where the grids may hold one of them. */
  readonly retired: readonly string[];
}

export interface CheckOptions {
  /** What an earlier check found: the same defects keep the ids they had there. */
  readonly previous: readonly Finding[];
  /** Smaller places without a building are counted, not listed. */
  readonly minAreaM2: number;
}
