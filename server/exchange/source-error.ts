/**
 * Why a file cannot be read: a stable kebab-case code, parameters for the translation, and the 1-based row where it
 * stopped. A caller cannot foresee these while streaming, so they are thrown.
 */
export type SourceErrorCode =
  | 'format-unknown'
  | 'file-empty'
  | 'file-unreadable'
  | 'json-invalid'
  | 'geojson-invalid'
  | 'nesting-too-deep'
  | 'text-too-long'
  | 'encoding-unknown'
  | 'encoding-wrong'
  | 'zip-damaged'
  | 'zip-encrypted'
  | 'zip-bomb'
  | 'zip-path-traversal'
  | 'zip-entry-missing'
  | 'zip-entry-duplicate'
  | 'zip-too-many-entries'
  | 'shapefile-part-missing'
  | 'shapefile-invalid'
  | 'shapefile-unsupported-type'
  | 'geopackage-invalid'
  | 'csv-invalid'
  | 'csv-ragged-row'
  | 'csv-field-missing'
  | 'too-many-features'
  | 'too-many-vertices'
  | 'too-many-fields'
  | 'layer-unknown'
  | 'layer-ambiguous';

export class SourceError extends Error {
  readonly code: SourceErrorCode;
  readonly params: Record<string, unknown>;
  readonly row: number | undefined;

  constructor(code: SourceErrorCode, params: Record<string, unknown> = {}, row?: number, cause?: unknown) {
    super(`${code} ${JSON.stringify(params)}${row === undefined ? '' : ` at row ${row}`}`, { cause });
    this.name = 'SourceError';
    this.code = code;
    this.params = params;
    this.row = row;
  }
}

/** The text of whatever was thrown by a library, for `params.reason`. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
