/** Rules made on the map: what is circled stays together, the way between two clicks is not crossed, a compound is kept whole. */
import {
  borderPrice,
  cheapestChain,
  nearestNode,
  nodesOf,
  pointsOf,
} from '../../../server/partition/plan/cheapest-chain.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import { inLasso } from '../../../server/partition/plan/gestures.ts';
import { announce } from '../announce.ts';
import type { Tool } from './choice.ts';
import type { Gesture } from './gesture.ts';
import { tpm } from './map-words.ts';
import { planSession } from './opened.ts';
import { pinLine, pinTogether, pinWhole } from './pin-deeds.ts';
import { sketch } from './sketch.ts';

const RULES = ['together', 'line', 'whole'] as const satisfies Tool[];
export type RuleTool = (typeof RULES)[number];
export const isRule = (tool: Tool): tool is RuleTool => (RULES as readonly Tool[]).includes(tool);

/** The first of the two clicks of a line. */
let first: { readonly code: string; readonly at: readonly [number, number] } | null = null;

/** The cheapest way over inner arcs: roads first. null when the two places are at one node. */
function wayBetween({ layer }: CommunityPlan, [ax, ay, bx, by]: readonly [number, number, number, number]) {
  const isInner = (arc: number): boolean => layer.arcs[arc]!.left >= 0 && layer.arcs[arc]!.right >= 0;
  const nodes = nodesOf(layer, isInner);
  const [from, to] = [nearestNode(layer, ax, ay, nodes), nearestNode(layer, bx, by, nodes)];
  if (from < 0 || from === to) return null;
  return cheapestChain(layer, from, to, (arc) => {
    const { lenCm, class: arcClass } = layer.arcs[arc]!;
    return isInner(arc) ? (lenCm / 100) * borderPrice(arcClass) : Infinity;
  });
}

export class RuleGesture implements Gesture {
  readonly #code: string;
  readonly #tool: RuleTool;
  #way: number[];

  private constructor(code: string, tool: RuleTool, x: number, y: number) {
    this.#code = code;
    this.#tool = tool;
    this.#way = [x, y];
  }

  static begin(tool: RuleTool, x: number, y: number): RuleGesture | null {
    const found = planSession.peek()?.finder.cellAt(x, y);
    return found ? new RuleGesture(found.community, tool, x, y) : null;
  }

  static hover(tool: RuleTool, [x, y]: readonly [number, number]): void {
    const community = first === null ? undefined : planSession.peek()?.community(first.code);
    if (tool !== 'line' || first === null || community === undefined) return;
    const chain = wayBetween(community, [...first.at, x, y]);
    const results = chain === null ? [] : [pointsOf(community.layer, chain)];
    sketch.value = { kind: 'road', line: [...first.at, x, y], results, fault: null };
  }

  static isOpen(): boolean {
    return first !== null;
  }

  static forget(): void {
    first = null;
  }

  lead(way: readonly number[]): void {
    this.#way.push(...way);
    if (this.#tool === 'together') {
      sketch.value = { kind: 'lasso', line: [...this.#way], results: [], fault: null };
    }
  }

  end(): void {
    const session = planSession.peek();
    const [x, y] = [this.#way[this.#way.length - 2]!, this.#way[this.#way.length - 1]!];
    const finder = session?.finder.finder(this.#code);
    const community = session?.community(this.#code);
    if (finder === undefined || community === undefined) return;
    if (this.#tool === 'line') {
      this.#click(community, x, y);
      return;
    }
    this.drop();
    const isMade =
      this.#tool === 'whole'
        ? pinWhole(this.#code, finder.cellAt(x, y))
        : pinTogether(this.#code, inLasso(finder, this.#way));
    announce(tpm(isMade ? 'ruleMade' : 'noRule'));
  }

  drop(): void {
    sketch.value = null;
  }

  #click(community: CommunityPlan, x: number, y: number): void {
    if (first === null || first.code !== this.#code) {
      first = { code: this.#code, at: [x, y] };
      return;
    }
    const chain = wayBetween(community, [...first.at, x, y]);
    RuleGesture.forget();
    this.drop();
    const isMade =
      chain !== null &&
      pinLine(
        this.#code,
        chain.map((half) => half >> 1),
      );
    announce(tpm(isMade ? 'ruleMade' : 'noRule'));
  }
}
