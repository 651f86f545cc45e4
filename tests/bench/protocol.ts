/**
 * How measurements are made and told: answers are compared first, then both sides run in turns, and what is published is
 * the median of the ratios of neighbouring runs with its quartiles. Absolute times of a shared machine mean little.
 */

/** One line of the report. */
export interface BenchRow {
  readonly name: string;
  /** How many times faster than the other side, or another figure that the name explains. */
  readonly ratio: number;
  readonly target: string;
  readonly note: string;
}

export interface Comparison {
  /** The median over rounds of (time of b) / (time of a). */
  readonly ratio: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  /** Median milliseconds of one run. */
  readonly aMs: number;
  readonly bMs: number;
}

/** Runs a and b in turns after two rounds of warm-up; a ratio above 1 means that a is faster. */
export function interleave(a: () => void, b: () => void, rounds: number): Comparison {
  const times: [number, number][] = [];
  for (let round = -2; round < rounds; round++) {
    const pair: [number, number] = [milliseconds(a), milliseconds(b)];
    if (round >= 0) times.push(pair);
  }
  return comparison(times);
}

/** The same for work that waits; one side may be far slower than the other, so there is one round of warm-up. */
export async function interleaveAsync(a: () => unknown, b: () => unknown, rounds: number): Promise<Comparison> {
  return interleaveTimed(a, () => elapsed(b), rounds);
}

/** The same where b says itself how many milliseconds it took, its preparations left out. */
export async function interleaveTimed(a: () => unknown, b: () => Promise<number>, rounds: number): Promise<Comparison> {
  const times: [number, number][] = [];
  for (let round = -1; round < rounds; round++) {
    const pair: [number, number] = [await elapsed(a), await b()];
    if (round >= 0) times.push(pair);
  }
  return comparison(times);
}

/** Of pairs of milliseconds, a's and b's. */
function comparison(times: readonly (readonly [number, number])[]): Comparison {
  const ratios = times.map(([a, b]) => b / a);
  return {
    ratio: quantile(ratios, 0.5),
    lowerQuartile: quantile(ratios, 0.25),
    upperQuartile: quantile(ratios, 0.75),
    aMs: quantile(
      times.map(([a]) => a),
      0.5,
    ),
    bMs: quantile(
      times.map(([, b]) => b),
      0.5,
    ),
  };
}

async function elapsed(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** Stops everything when two sides disagree: a wrong answer is not fast. */
export function mustAgree(what: string, disagreements: number): void {
  if (disagreements > 0) throw new Error(`${what}: ${disagreements} different answers, nothing is measured`);
}

export function milliseconds(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quartiles(values: readonly number[]): [lower: number, upper: number] {
  return [quantile(values, 0.25), quantile(values, 0.75)];
}

/** Linear between the neighbouring values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((x, y) => x - y);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)]!;
  return low + (sorted[Math.ceil(at)]! - low) * (at % 1);
}

/** "8.1 (7.6–8.8)" */
export function told({ ratio, lowerQuartile, upperQuartile }: Comparison): string {
  return `${ratio.toFixed(1)} (${lowerQuartile.toFixed(1)}–${upperQuartile.toFixed(1)})`;
}

/** The rows as lines of text. */
export function table(rows: readonly BenchRow[]): string {
  return rows.map((row) => `${row.name}\t${row.ratio.toFixed(2)}\ttarget ${row.target}\t${row.note}`).join('\n');
}
