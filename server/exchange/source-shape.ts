/**
 * What every file reader gives, whatever the format. Coordinates are the file's own: no datum, axis order or projection
 * is changed here, and Z is kept. Everything but `Source` itself can be sent between threads.
 */
import type { Geometry } from 'geojson';
import type { SourceCrs } from './crs-catalogue.ts';
import type { Limits } from './source-limits.ts';

export type Format = 'geojson' | 'ndjson' | 'shapefile' | 'geopackage' | 'csv';

/** A defect of one row's position; its other values are good. `geometry` is null then. */
export interface RowProblem {
  code: 'geometry-malformed' | 'geometry-unsupported' | 'coordinate-invalid';
  params: Record<string, unknown>;
}

export interface SourceFeature {
  /** 1-based, counting every row that is not deleted. */
  row: number;
  /** 1-based line of a text file where the row begins. */
  line?: number;
  properties: Record<string, unknown>;
  geometry: Geometry | null;
  problem?: RowProblem;
}

/** Where the encoding is known from. `format`: fixed by the format, or plain ASCII where every encoding agrees. */
export type EncodingFrom = 'cpg' | 'ldid' | 'bom' | 'declared' | 'guessed' | 'format';

/** Things a person should know that do not stop the reading. */
export type SourceNote =
  | 'attributes-missing'
  | 'geometry-file-missing'
  | 'rows-deleted'
  | 'fields-renamed'
  | 'crs-unknown'
  | 'file-in-archive';

export interface SourceInfo {
  format: Format;
  layer?: string;
  /** Every layer the file holds, when it can hold several. */
  layers?: string[];
  /** Column names. Of GeoJSON and NDJSON: those of the first rows, `summary.ts` has them all. */
  fields: string[];
  /** What the file itself declares; null when it declares nothing, or something unknown (then `crsText` is set). */
  crs: SourceCrs | null;
  crsText?: string;
  encoding: string;
  encodingFrom: EncodingFrom;
  /** When guessed: all encodings in which every byte of the text is legal, the likeliest first. */
  encodingCandidates?: string[];
  notes: SourceNote[];
}

export interface Source {
  info: SourceInfo;
  /** Reads the file from its beginning; may be called again once the last reading has ended. */
  features(): AsyncIterable<SourceFeature>;
  close(): Promise<void>;
}

export interface SourceOptions {
  format?: Format;
  layer?: string;
  encoding?: string;
  limits?: Partial<Limits>;
  /** CSV: the columns of the position, when their names do not tell. */
  lonField?: string;
  latField?: string;
  geometryField?: string;
  /** CSV: the delimiter, when it is not comma, semicolon, tab or |. */
  delimiter?: string;
  /** Where archives are unpacked; the system's temporary folder by default. A caller that may be killed names its own. */
  temporaryFolder?: string;
}

/** What a format reader is given: the file on disk and what the person knows about it. */
export interface SourceRequest {
  path: string;
  options: SourceOptions;
  limits: Limits;
}
