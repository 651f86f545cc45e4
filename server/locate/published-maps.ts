/**
 * The maps in force, held in memory: one immutable CountyMap per county, swapped whole when a county is published, so a
 * reader that took one keeps a consistent answer to its end. Lookups never wait for the database.
 */
import type { CountyMap } from './county-map.ts';

export interface PublishedMaps {
  /** By county code, ascending. */
  all(): readonly CountyMap[];
  county(code: string): CountyMap | undefined;
  /** The newest edition served, null while there is none. */
  edition(): number | null;
  /** Names the maps in force, alike in every process: entity tags of point answers are made from it. */
  version(): string;
  /** Names everything published: the maps, and the registers of counties that have no grids yet. Entity tags of reads from the database. */
  publishedVersion(): string;
  /** Reads the county's state from the database and swaps it in; concurrent calls for one county share the work. */
  refresh(countyCode: string): Promise<void>;
  /** The maps of every county at an instant, a few editions being kept at a time. */
  at(asOf: Date): Promise<readonly CountyMap[]>;
}
