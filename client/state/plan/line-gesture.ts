/** Lines for splitting and cutting: clicked together and ended with Enter or a double click, or drawn in one go. */
import type { Tool } from './choice.ts';
import { cutAlong, cutSketch } from './cut-gesture.ts';
import type { Gesture, Hold } from './gesture.ts';
import { sketch } from './sketch.ts';
import { splitAlong, splitSketch } from './split-gesture.ts';

type LineTool = Extract<Tool, 'split' | 'cut'>;
const isLine = (tool: Tool): tool is LineTool => tool === 'split' || tool === 'cut';

/** A press that moves less than this is a click; clicks nearer than this are one. */
const CLICK_PX = 5;

let line: number[] = [];
let of: LineTool = 'split';

const show = (whole: readonly number[]): void => {
  sketch.value = of === 'split' ? splitSketch(whole) : cutSketch(whole);
};

export class LineGesture implements Gesture {
  readonly #nearUnits: number;
  #way: number[];

  private constructor(x: number, y: number, { metresPerPixel }: Hold) {
    this.#way = [x, y];
    // about 90 units of the lattice are a metre
    this.#nearUnits = CLICK_PX * metresPerPixel * 90;
  }

  static begin(tool: Tool, x: number, y: number, hold: Hold): LineGesture | null {
    if (!isLine(tool)) return null;
    if (tool !== of) line = [];
    of = tool;
    return new LineGesture(x, y, hold);
  }

  static hover(tool: Tool, [x, y]: readonly [number, number]): void {
    if (!isLine(tool) || tool !== of || line.length === 0) return;
    show([...line, x, y]);
  }

  static isOpen(): boolean {
    return line.length > 0;
  }

  static forget(): void {
    line = [];
  }

  static finish(): boolean {
    const whole = line;
    line = [];
    if (whole.length < 4) {
      sketch.value = null;
      return false;
    }
    return of === 'split' ? splitAlong(whole) : cutAlong(whole);
  }

  lead(way: readonly number[]): void {
    this.#way.push(...way);
    show([...line, ...this.#way]);
  }

  /** A click adds its place; a line drawn with the button down is ended by letting go. */
  end(): void {
    const [x, y] = [this.#way[0]!, this.#way[1]!];
    const isClick = this.#isNear(x, y, this.#way[this.#way.length - 2]!, this.#way[this.#way.length - 1]!);
    if (isClick) {
      const isSame = line.length > 0 && this.#isNear(x, y, line[line.length - 2]!, line[line.length - 1]!);
      if (!isSame) line.push(x, y);
      show(line);
      return;
    }
    line.push(...this.#way);
    LineGesture.finish();
  }

  drop(): void {
    sketch.value = null;
  }

  #isNear(ax: number, ay: number, bx: number, by: number): boolean {
    return Math.max(Math.abs(ax - bx), Math.abs(ay - by)) <= this.#nearUnits;
  }
}
