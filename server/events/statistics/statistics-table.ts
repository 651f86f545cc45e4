/** A statistic that has been counted, told as JSON or CSV. Large ones are written by hand, a part at a time. */
import type { EventFigures, EventStatistics, Group, StatisticsRow } from '../../contract/event-statistics.ts';
import { figuresOf, SUMS } from './figures.ts';
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

/** Rows written between two moments for others. */
const CHUNK = 1000;

export class StatisticsTable {
  readonly #parts: StatisticsParts;
  /** For each group: number → what is written of it, made once. */
  readonly #cells: Map<number, { key: string | null; full: string | null; name: string | null }>[];

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
    const { tally, groupings, households } = this.#parts;
    const numbers = [tally.first, tally.second];
    const ranks = groupings.map((_, g) => this.#ranks(g, numbers[g]!));
    const order = Uint32Array.from({ length: tally.rows }, (_, row) => row).sort((a, b) => {
      const first = ranks[0]!.get(tally.first[a]!)! - ranks[0]!.get(tally.first[b]!)!;
      if (first !== 0 || ranks[1] === undefined) return first;
      return ranks[1].get(tally.second[a]!)! - ranks[1].get(tally.second[b]!)!;
    });
    for (const row of order) {
      const cells = groupings.map((_, g) => this.#cell(g, numbers[g]![row]!));
      const figures = figuresOf(tally.sums, (row + 1) * SUMS, households.ofRow(cells.map(({ full }) => full)));
      yield { key: cells.map(({ key }) => key), name: cells.map(({ name }) => name), figures };
    }
  }

  async json(): Promise<string> {
    const parts: string[] = [];
    let chunk: string[] = [];
    for (const row of this.rows()) {
      chunk.push(JSON.stringify(row));
      if (chunk.length < CHUNK) continue;
      parts.push(chunk.join(','));
      chunk = [];
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (chunk.length > 0) parts.push(chunk.join(','));
    const head = JSON.stringify({ ...this.#parts.head, total: this.total() });
    return `${head.slice(0, -1)},"rows":[${parts.join(',')}]}`;
  }

  #cell(g: number, number: number) {
    const known = this.#cells[g]!.get(number);
    if (known !== undefined) return known;
    const { groupings, nameOf } = this.#parts;
    const { group, keyOf } = groupings[g]!;
    const full = keyOf(number);
    const name = full === null ? null : nameOf(group, number, full);
    // the dictionary is in the name, not in the key
    const hasDictionary = full !== null && (group === 'category' || group === 'major');
    const key = hasDictionary ? full.slice(full.indexOf('/') + 1) : full;
    const cell = { key, full, name };
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
