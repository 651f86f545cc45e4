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
  const ratios: number[] = [];
  const timesA: number[] = [];
  const timesB: number[] = [];
  for (let round = -2; round < rounds; round++) {
    const ta = milliseconds(a);
    const tb = milliseconds(b);
    if (round < 0) continue;
    ratios.push(tb / ta);
    timesA.push(ta);
    timesB.push(tb);
  }
  return {
    ratio: quantile(ratios, 0.5),
    lowerQuartile: quantile(ratios, 0.25),
    upperQuartile: quantile(ratios, 0.75),
    aMs: quantile(timesA, 0.5),
    bMs: quantile(timesB, 0.5),
  };
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
