/**
 * The places that households are counted at, each once: buildings, and units that are counted by themselves. A building whose
 * units carry counts is counted by its units, as in the tally of a grid.
 */

export interface CountablePlace {
  readonly code: string;
  readonly kind: string;
  readonly parentCode: string | null;
  readonly households: number | null;
}

export interface Dwelling<Place> {
  readonly place: Place;
  /** null: nobody has counted. */
  readonly households: number | null;
}

export function dwellingsOf<Place extends CountablePlace>(places: readonly Place[]): Dwelling<Place>[] {
  const buildings = new Set(places.filter(({ kind }) => kind === 'building').map(({ code }) => code));
  const byUnits = new Set(
    places.flatMap(({ kind, parentCode, households }) =>
      kind === 'unit' && parentCode !== null && households !== null ? [parentCode] : [],
    ),
  );
  return places.flatMap((place): Dwelling<Place>[] => {
    const { code, kind, parentCode, households } = place;
    const isCounted =
      kind === 'unit'
        ? parentCode === null || byUnits.has(parentCode) || !buildings.has(parentCode)
        : kind === 'building'
          ? !byUnits.has(code)
          : households !== null;
    return isCounted ? [{ place, households }] : [];
  });
}
