/** A column of a layer as GIS clients and files have it: flat, one type, and a short name where a format has room for ten letters. */
export type FieldType = 'text' | 'integer' | 'real' | 'boolean' | 'instant';

export type FieldValue = string | number | boolean | null;

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  /** At most ten letters, for .dbf tables. */
  readonly short: string;
  readonly title: string;
}

export function field(name: string, type: FieldType, title: string, short: string = name): Field {
  return { name, type, short, title };
}
