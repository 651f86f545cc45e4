/**
 * The points where noded edges begin and end: lattice points, and crossings of two edges kept as exact fractions in lowest
 * terms, so that equal points are one node. Every node has a float64 approximation (within 2⁻²² unit) for quick decisions.
 */

export interface Fraction {
  /** The point is (nx / d, ny / d), d > 1. */
  readonly nx: bigint;
  readonly ny: bigint;
  readonly d: bigint;
}

/** Below this difference the approximations do not decide. */
const UNSURE = 1e-5;

export class NodeTable {
  /** Exact for lattice points, the nearest float64 for others. */
  readonly x: number[] = [];
  readonly y: number[] = [];
  readonly #fractions: Map<number, Fraction> = new Map();
  readonly #byText: Map<string, number> = new Map();
  #slots: Int32Array = new Int32Array(1024);

  get count(): number {
    return this.x.length;
  }

  /** The number of a lattice point, a new one if need be. */
  lattice(x: number, y: number): number {
    if (this.x.length * 2 >= this.#slots.length) this.#grow();
    const last = this.#slots.length - 1;
    let slot = hash(x, y) & last;
    for (;;) {
      const node = this.#slots[slot]! - 1;
      if (node < 0) break;
      if (this.x[node] === x && this.y[node] === y) return node;
      slot = (slot + 1) & last;
    }
    this.#slots[slot] = this.x.length + 1;
    return this.#push(x, y);
  }

  /** The number of the point where the lines a–b and c–d meet; they are not parallel. */
  crossing(ax: number, ay: number, bx: number, by: number, cx: number, cy: number, dx: number, dy: number): number {
    const ux = BigInt(bx - ax);
    const uy = BigInt(by - ay);
    const vx = BigInt(dx - cx);
    const vy = BigInt(dy - cy);
    let d = ux * vy - uy * vx;
    const t = BigInt(cx - ax) * vy - BigInt(cy - ay) * vx;
    let nx = BigInt(ax) * d + ux * t;
    let ny = BigInt(ay) * d + uy * t;
    const common = gcd(gcd(abs(nx), abs(ny)), abs(d)) * (d < 0n ? -1n : 1n);
    nx /= common;
    ny /= common;
    d /= common;
    if (d === 1n) return this.lattice(Number(nx), Number(ny));
    const text = `${nx} ${ny} ${d}`;
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const node = this.#push(approximate(nx, d), approximate(ny, d));
    this.#fractions.set(node, { nx, ny, d });
    this.#byText.set(text, node);
    return node;
  }

  /** The exact value of a node that is not a lattice point; undefined for lattice points. */
  fraction(node: number): Fraction | undefined {
    return this.#fractions.get(node);
  }

  isLattice(node: number): boolean {
    return !this.#fractions.has(node);
  }

  /** Whether every node is a lattice point. */
  get allLattice(): boolean {
    return this.#fractions.size === 0;
  }

  /** Order by x, then by y; exact. */
  compare(i: number, j: number): number {
    return i === j ? 0 : this.#compareX(i, j) || this.#compareY(i, j);
  }

  /** The sign of the node's y less a whole number; exact. */
  compareYTo(node: number, y: number): number {
    const difference = this.y[node]! - y;
    if (difference > UNSURE || difference < -UNSURE) return difference;
    const fraction = this.#fractions.get(node);
    return fraction === undefined ? difference : sign(fraction.ny - BigInt(y) * fraction.d);
  }

  /** Order of the node and a lattice point by x, then by y; exact. */
  compareTo(node: number, x: number, y: number): number {
    const difference = this.x[node]! - x;
    if (difference > UNSURE || difference < -UNSURE) return difference;
    const fraction = this.#fractions.get(node);
    if (fraction === undefined) return difference || this.y[node]! - y;
    return sign(fraction.nx - BigInt(x) * fraction.d) || this.compareYTo(node, y);
  }

  #compareX(i: number, j: number): number {
    const difference = this.x[i]! - this.x[j]!;
    if (difference > UNSURE || difference < -UNSURE || (this.isLattice(i) && this.isLattice(j))) return difference;
    const a = this.#exact(i);
    const b = this.#exact(j);
    return sign(a.nx * b.d - b.nx * a.d);
  }

  #compareY(i: number, j: number): number {
    const difference = this.y[i]! - this.y[j]!;
    if (difference > UNSURE || difference < -UNSURE || (this.isLattice(i) && this.isLattice(j))) return difference;
    const a = this.#exact(i);
    const b = this.#exact(j);
    return sign(a.ny * b.d - b.ny * a.d);
  }

  #exact(node: number): Fraction {
    return this.#fractions.get(node) ?? { nx: BigInt(this.x[node]!), ny: BigInt(this.y[node]!), d: 1n };
  }

  #push(x: number, y: number): number {
    this.x.push(x);
    this.y.push(y);
    return this.x.length - 1;
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const last = slots.length - 1;
    for (const entry of this.#slots) {
      if (entry === 0) continue;
      let slot = hash(this.x[entry - 1]!, this.y[entry - 1]!) & last;
      while (slots[slot] !== 0) slot = (slot + 1) & last;
      slots[slot] = entry;
    }
    this.#slots = slots;
  }
}

function hash(x: number, y: number): number {
  let h = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35);
  return h ^ (h >>> 13);
}

function approximate(n: bigint, d: bigint): number {
  const whole = n / d;
  return Number(whole) + Number(n - whole * d) / Number(d);
}

function sign(value: bigint): number {
  return value > 0n ? 1 : value < 0n ? -1 : 0;
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function gcd(a: bigint, b: bigint): bigint {
  let x = a;
  let y = b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
