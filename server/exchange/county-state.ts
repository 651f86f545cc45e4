/** The answers to an import's questions, as the thread reads them from their JSON texts. */
import type { AreaLevel, CodeScheme, GridKind } from '../contract/codes.ts';
import type { PostRole } from '../contract/workers.ts';
import type { ImportHost } from './import-host.ts';

export interface CountyState {
  /** Null while it does not exist. */
  county: { code: string; name: string; hasBoundary: boolean } | null;
  /** Its boundary is the union of its grids and follows them. */
  boundaryFromGrids: boolean;
  revision: number;
  edition: { id: number; number: number; scheme: string } | null;
  schemes: CodeScheme[];
  /** lon, lat of the middle of the county. */
  centre: [number, number] | null;
}

export interface KnownArea {
  code: string;
  level: AreaLevel;
}

export interface KnownGrid {
  id: number;
  code: string;
  name: string;
  kind: GridKind;
  parentCode: string;
  bandMin: number | null;
  bandMax: number | null;
  colour: number;
  /** Hex WKB in lattice units. */
  lattice: string;
}

export interface KnownPost {
  id: number;
  gridCode: string;
  role: PostRole;
  holder: string;
  phone: string | null;
}

export interface KnownPlace {
  id: number;
  /** Lattice units. */
  x: number;
  y: number;
  gridOverride: string | null;
  gridCode: string | null;
}

export async function askState(host: ImportHost): Promise<CountyState> {
  return JSON.parse(await host.ask({ what: 'county' })) as CountyState;
}

export async function askAreas(host: ImportHost): Promise<KnownArea[]> {
  return JSON.parse(await host.ask({ what: 'areas' })) as KnownArea[];
}

/** Boundaries of towns and communities: hex WKB in degrees. */
export async function askAreaShapes(host: ImportHost): Promise<{ code: string; level: AreaLevel; shape: string }[]> {
  return JSON.parse(await host.ask({ what: 'area-shapes' })) as { code: string; level: AreaLevel; shape: string }[];
}

/** Every code ever given in the county. */
export async function askUsedCodes(host: ImportHost): Promise<string[]> {
  return JSON.parse(await host.ask({ what: 'used-codes' })) as string[];
}

export async function askPosts(host: ImportHost): Promise<KnownPost[]> {
  return JSON.parse(await host.ask({ what: 'posts' })) as KnownPost[];
}

/** Those of the codes that are places of the county. */
export async function askKnownPlaces(host: ImportHost, codes: string[]): Promise<string[]> {
  return JSON.parse(await host.ask({ what: 'known-places', codes })) as string[];
}

/** The grids in force, by code. */
export async function askGrids(host: ImportHost): Promise<KnownGrid[]> {
  const all: KnownGrid[] = [];
  for (let after: string | null = null; ; ) {
    const page = JSON.parse(await host.ask({ what: 'grids', after })) as KnownGrid[];
    all.push(...page);
    const last: KnownGrid | undefined = page.at(-1);
    if (last === undefined) return all;
    after = last.code;
  }
}

/** The places in force, page by page. */
export async function* askPlaces(host: ImportHost): AsyncGenerator<KnownPlace[]> {
  for (let after: number | null = null; ; ) {
    const page = JSON.parse(await host.ask({ what: 'places', after })) as KnownPlace[];
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.id;
  }
}
