/**
 * Names by what was typed: characters as they are, or the initials of any reading, mixed as one likes: 澜庭花苑8栋 by lthy8, 澜庭hy8 or
 * lt8. What fits at the beginning comes first, then inside the name, then the address; a rare reading comes after a usual one.
 */
import type { KioskAtlas, KioskGrid, KioskPlace } from '../../server/contract/kiosk.ts';
import { byName } from '../state/name-order.ts';

export type Found =
  | { readonly kind: 'place'; readonly place: KioskPlace }
  | { readonly kind: 'grid'; readonly grid: KioskGrid };

interface Entry {
  readonly found: Found;
  readonly name: string;
  readonly plain: string;
  readonly address: string;
}

/** Lower is better; null: it does not fit. */
type Rank = number | null;

const RARE = 0.4;
const GAP = 0.2;
const DIGIT = /[0-9]/;
const MOST_SORTED = 600;

/** Full-width forms as plain ones, no spaces and no punctuation. */
export const plainText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]/gu, '');

export class Finder {
  readonly #letters: Readonly<Record<string, string>>;
  readonly #entries: readonly Entry[];

  constructor({ letters, grids, places }: Pick<KioskAtlas, 'letters' | 'grids' | 'places'>) {
    this.#letters = letters;
    const entry = (found: Found, name: string, address: string | null): Entry => ({
      ...{ found, name, plain: plainText(name), address: plainText(address ?? '') },
    });
    this.#entries = [
      ...places.map((place) => entry({ kind: 'place', place }, place.name, place.address)),
      ...grids
        .filter(({ kind }) => kind !== 'micro')
        .map((grid) => entry({ kind: 'grid', grid }, grid.name, grid.code)),
    ];
  }

  /** Best first. Nothing typed finds nothing. */
  find(typed: string): readonly Found[] {
    const query = plainText(typed);
    if (query === '') return [];
    const fitting: { entry: Entry; rank: number }[] = [];
    for (const entry of this.#entries) {
      const rank = this.#rank(entry, query);
      if (rank !== null) fitting.push({ entry, rank });
    }
    // names of thousands are sorted too slowly to type on, and nobody reads them: they stay in the order of their codes
    const isSorted = fitting.length <= MOST_SORTED;
    return fitting
      .sort((a, b) => a.rank - b.rank || (isSorted ? byName(a.entry.name, b.entry.name) : 0))
      .map(({ entry }) => entry.found);
  }

  #rank({ plain, address }: Entry, query: string): Rank {
    const name = this.#inText(plain, query);
    if (name !== null) return name;
    const elsewhere = this.#inText(address, query);
    return elsewhere === null ? null : elsewhere + 2;
  }

  /** 0 at the beginning, 1 inside. */
  #inText(text: string, query: string): Rank {
    let best: Rank = null;
    for (let start = 0; start < text.length; start++) {
      const fit = this.#fitAt(text, query, start);
      if (fit === null) continue;
      const rank = fit + (start === 0 ? 0 : 1);
      if (best === null || rank < best) best = rank;
    }
    return best;
  }

  #fitAt(text: string, query: string, start: number): Rank {
    let penalty = 0;
    let at = start;
    for (let i = 0; i < query.length; i++, at++) {
      let fit = at < text.length ? this.#fits(text[at]!, query[i]!) : null;
      // a number may come later: lt8 is 澜庭花苑8栋
      if (fit === null && i > 0 && DIGIT.test(query[i]!) && !DIGIT.test(query[i - 1]!)) {
        const later = this.#numberAfter(text, query[i]!, at);
        if (later === null) return null;
        [at, fit] = [later, 0];
        penalty += GAP;
      }
      if (fit === null) return null;
      penalty = Math.max(penalty, fit);
    }
    return penalty;
  }

  #numberAfter(text: string, digit: string, from: number): number | null {
    for (let at = from; at < text.length; at++) if (text[at] === digit && !DIGIT.test(text[at - 1] ?? '')) return at;
    return null;
  }

  #fits(character: string, typed: string): Rank {
    if (character === typed) return 0;
    const readings = this.#letters[character];
    const index = readings?.indexOf(typed) ?? -1;
    if (index < 0) return null;
    return index === 0 || DIGIT.test(typed) ? 0 : RARE;
  }
}
