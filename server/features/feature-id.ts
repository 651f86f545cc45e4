/**
 * Ids of features. What is in force is named by its code, after its county and a full stop where another county may have the
 * same code; a row that is over by `~` and its number, because its code goes on with the row that followed. Pure.
 */
export type NamedFeature = { row: number } | { county: string | null; code: string };

/** `isOwn`: the code alone names it. */
export function featureId(row: { id: number; county: string; code: string; isOver: boolean; isOwn: boolean }): string {
  if (row.isOver) return `~${row.id}`;
  return row.isOwn ? row.code : `${row.county}.${row.code}`;
}

/** Null for what is no id. Whether a code comes with its county is the layer's: `own` says which do not. */
export function parseFeatureId(text: string, own: (code: string) => boolean): NamedFeature | null {
  const row = /^~(\d{1,15})$/.exec(text);
  if (row !== null) return { row: Number(row[1]) };
  if (own(text)) return { county: null, code: text };
  const named = /^(\d{6})\.(\P{Cc}{1,64})$/u.exec(text);
  return named === null ? null : { county: named[1]!, code: named[2]! };
}
