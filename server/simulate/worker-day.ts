/**
 * The day of one worker by the seed, act by act in the order of time: signs in, walks the roads of the own grid, calls at houses, reports
 * what is seen, signs out, rests. It goes on as long as it is asked for. Pure.
 */
import type { Need } from '../contract/visits.ts';
import { automaticEnd } from '../duty/rules/automatic-end.ts';
import type { Spot } from '../roads/plane.ts';
import { routeOf } from '../roads/route.ts';
import { type Beat, type Call, seenFrom } from './beat.ts';
import type { Chance } from './chance.ts';
import { type Happening, happeningAt } from './happening.ts';
import { FASTEST_M_S, SLOWEST_M_S, Walk } from './walk.ts';

export type Needs = Readonly<Partial<Record<Need, number>>>;

/** Milliseconds since 1970. */
interface Anywhere {
  readonly at: number;
  readonly spot: Spot;
}
export type Act = Anywhere &
  (
    | { readonly kind: 'sign-in' }
    | { readonly kind: 'sign-out' }
    | { readonly kind: 'fix'; readonly accuracy: number; readonly speed: number; readonly course?: number }
    | { readonly kind: 'visit'; readonly call: Call; readonly households: number; readonly needs: Needs }
    | { readonly kind: 'event'; readonly happening: Happening }
  );

export interface DaySpan {
  readonly from: number;
  /** Infinity: as long as it is asked for. */
  readonly until: number;
  /** When a county ends shifts by itself: people sign out before that, and in again. */
  readonly outAt: string | null;
  readonly intervalS: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** A shift that would be shorter is not begun. */
const SHORTEST_SHIFT = 4 * MINUTE;

export function* workerDay(beat: Beat, chance: Chance, span: DaySpan): Generator<Act, void> {
  const { graph, inner, side } = beat.roads;
  let at = span.from + chance.between(0, 90) * SECOND;
  let node = chance.pick(inner);
  for (;;) {
    const planned = at + chance.between(80, 150) * MINUTE;
    const atNight = automaticEnd(at, span.outAt) - chance.between(30, 60) * SECOND;
    const end = Math.min(planned, atNight, span.until - chance.between(0, 30) * SECOND);
    if (end - at >= SHORTEST_SHIFT) {
      yield { kind: 'sign-in', at, spot: side(graph.nodes[node]!) };
      node = yield* shift(beat, chance, { ...span, from: at + SECOND, until: end }, node);
      yield { kind: 'sign-out', at: end, spot: side(graph.nodes[node]!) };
    }
    if (end + SHORTEST_SHIFT > span.until) return;
    // through the hour at which the county ends shifts nobody rests long: it is the newcomer's hour too
    at = end === atNight ? end + 2 * MINUTE : Math.max(at, end) + chance.between(8, 20) * MINUTE;
  }
}

/** Returns the node where it ends. */
function* shift(beat: Beat, chance: Chance, span: DaySpan, start: number): Generator<Act, number> {
  const { graph, side } = beat.roads;
  let [node, at] = [start, span.from];
  const left = [...beat.calls];
  while (at < span.until) {
    const call = left.length > 0 && chance.happens(0.55) ? left.splice(chance.whole(0, left.length - 1), 1)[0]! : null;
    const goal = call?.node ?? chance.whole(0, graph.nodes.length - 1);
    const way = routeOf(graph, node, goal)!;
    if (way.length > 0) {
      const walk = new Walk(graph, node, way, chance.between(SLOWEST_M_S + 0.1, FASTEST_M_S - 0.1));
      const length = walk.seconds * SECOND;
      for (const moment of moments(at, Math.min(at + length, span.until), span.intervalS)) {
        const { spot, course } = walk.at((moment - at) / SECOND);
        yield { kind: 'fix', at: moment, spot: side(spot), accuracy: chance.whole(4, 12), speed: walk.speed, course };
      }
      if (at + length > span.until) {
        const { index } = walk.at((span.until - at) / SECOND);
        return index === 0 ? node : way[index - 1]!.to;
      }
      at += length;
      node = goal;
    }
    const stands = (call === null ? chance.between(0.3, 1.5) : chance.between(3, 8)) * MINUTE;
    const until = Math.min(at + stands, span.until);
    const spot = side(graph.nodes[node]!);
    for (const moment of moments(at, until, span.intervalS))
      yield { kind: 'fix', at: moment, spot, accuracy: chance.whole(4, 12), speed: 0 };
    at += stands;
    if (at > span.until) return node;
    if (call !== null) yield { kind: 'visit', at, spot, call, ...talked(call, chance) };
    const seen = chance.happens(0.2) ? (call?.house ?? seenFrom(beat, node)) : null;
    if (seen !== null) yield { kind: 'event', at, spot, happening: happeningAt(seen, chance) };
  }
  return node;
}

/** At the beginning and then in the interval; what is left over is for the next. */
function* moments(from: number, until: number, intervalS: number): Generator<number> {
  for (let at = from; at < until; at += intervalS * SECOND) yield at;
}

/** Some have nothing to ask for. */
function talked({ house }: Call, chance: Chance): { households: number; needs: Needs } {
  const households = chance.whole(1, Math.min(8, house.households));
  const needs: Partial<Record<Need, number>> = {};
  for (const [need, share] of NEED_SHARES)
    if (chance.happens(share)) needs[need] = chance.whole(1, Math.min(2, households));
  return { households, needs };
}

const NEED_SHARES: readonly (readonly [Need, number])[] = [
  ['safety', 0.12],
  ['facilities', 0.2],
  ['environment', 0.15],
  ['dispute', 0.05],
  ['care', 0.12],
  ['policy', 0.1],
];
