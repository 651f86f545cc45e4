/** A statistic that has been counted, told as JSON or CSV. Large ones are written by hand, a part at a time. */
import type { EventFigures, EventStatistics, Group, StatisticsRow } from '../../contract/event-statistics.ts';
import { figuresOf, figuresText, SUMS } from './figures.ts';
import type { Grouping } from './groups.ts';
import type { Tally } from './tally.ts';

export interface StatisticsParts {
  readonly head: Omit<EventStatistics, 'total' | 'rows'>;
  readonly tally: Tally;
  readonly groupings: readonly Grouping[];
  readonly nameOf: (group: Group, number: number, key: string) => string | null;
  readonly households: {
    readonly total: number | null;
    readonly ofRow: (keys: readonly (string | null)[]) => number | null;
  };
}

interface Cell {
  readonly key: string | null;
  /** With the dictionary. */
  readonly full: string | null;
  readonly name: string | null;
  readonly keyText: string;
  readonly nameText: string;
}

/** Rows written between two moments for others. */
const CHUNK = 1000;

export class StatisticsTable {
  readonly #parts: StatisticsParts;
  /** For each group: number → what is written of it, made once. */
  readonly #cells: Map<number, Cell>[];

  constructor(parts: StatisticsParts) {
    this.#parts = parts;
    this.#cells = parts.groupings.map(() => new Map());
  }

  get head(): StatisticsParts['head'] {
    return this.#parts.head;
  }

  total(): EventFigures {
    return figuresOf(this.#parts.tally.sums, 0, this.#parts.households.total);
  }

  /** By key, those without one last. */
  *rows(): Generator<StatisticsRow> {
    const { tally, households } = this.#parts;
    for (const row of this.#order()) {
      const cells = this.#cellsOf(row);
      const figures = figuresOf(tally.sums, (row + 1) * SUMS, households.ofRow(cells.map(({ full }) => full)));
      yield { key: cells.map(({ key }) => key), name: cells.map(({ name }) => name), figures };
    }
  }

  async json(): Promise<Buffer> {
    const { head, tally, households } = this.#parts;
    const start = JSON.stringify({ ...head, total: this.total() });
    const parts = [Buffer.from(`${start.slice(0, -1)},"rows":[`)];
    let text = '';
    let written = 0;
    for (const row of this.#order()) {
      const cells = this.#cellsOf(row);
      const [one, two] = cells as [Cell, Cell | undefined];
      const key = two === undefined ? one.keyText : `${one.keyText},${two.keyText}`;
      const name = two === undefined ? one.nameText : `${one.nameText},${two.nameText}`;
      const on = households.ofRow(two === undefined ? [one.full] : [one.full, two.full]);
      const figures = figuresText(tally.sums, (row + 1) * SUMS, on);
      text += `${written === 0 ? '' : ','}{"key":[${key}],"name":[${name}],"figures":${figures}}`;
      if (++written % CHUNK !== 0) continue;
      parts.push(Buffer.from(text));
      text = '';
      await new Promise((resolve) => setImmediate(resolve));
    }
    parts.push(Buffer.from(`${text}]}`));
    return Buffer.concat(parts);
  }

  #order(): Uint32Array {
    const { tally, groupings } = this.#parts;
    const [first, second] = groupings.map((_, g) => this.#ranks(g, g === 0 ? tally.first : tally.second));
    const width = second === undefined ? 1 : second.size;
    const places = Float64Array.from({ length: tally.rows }, (_, row) => {
      const within = second === undefined ? 0 : second.get(tally.second[row]!)!;
      return first!.get(tally.first[row]!)! * width + within;
    });
    return Uint32Array.from({ length: tally.rows }, (_, row) => row).sort((a, b) => places[a]! - places[b]!);
  }

  #cellsOf(row: number): Cell[] {
    const { tally, groupings } = this.#parts;
    return groupings.map((_, g) => this.#cell(g, (g === 0 ? tally.first : tally.second)[row]!));
  }

  #cell(g: number, number: number): Cell {
    const known = this.#cells[g]!.get(number);
    if (known !== undefined) return known;
    const { groupings, nameOf } = this.#parts;
    const { group, keyOf } = groupings[g]!;
    const full = keyOf(number);
    const name = full === null ? null : nameOf(group, number, full);
    // the dictionary is in the name, not in the key
    const hasDictionary = full !== null && (group === 'category' || group === 'major');
    const key = hasDictionary ? full.slice(full.indexOf('/') + 1) : full;
    const cell = { key, full, name, keyText: JSON.stringify(key), nameText: JSON.stringify(name) };
    this.#cells[g]!.set(number, cell);
    return cell;
  }

  #ranks(g: number, numbers: Uint32Array): Map<number, number> {
    const collator = (key: string | null): string => (key === null ? '\uffff' : key);
    const sorted = [...new Set(numbers)].sort((a, b) => {
      const [x, y] = [collator(this.#cell(g, a).full), collator(this.#cell(g, b).full)];
      return x < y ? -1 : x > y ? 1 : a - b;
    });
    return new Map(sorted.map((number, rank) => [number, rank]));
  }
}
