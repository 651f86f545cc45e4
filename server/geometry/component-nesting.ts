/**
 * Which component of open edges lies in which face of another, and what covers the place it lies in; so each can be walked
 * by itself. Components that lie in a place with a fault belong together with what is around it: a hole in a gap is part of
 * the gap. In a faultless place they stand for themselves.
 */
import { type Cover, coverOf, isSameCover, NOWHERE } from './faces.ts';
import { facesAt } from './faces-at.ts';
import type { GridEdges } from './grid-edges.ts';
import { type Ground, isFaultless } from './ground.ts';
import type { OpenComponent } from './open-components.ts';
import { type PartWalk, walkPart } from './part-walk.ts';
import type { Box } from './polygon.ts';

export interface NestedComponent {
  readonly component: OpenComponent;
  /** The component with the face it lies in, which may give way to another with the same cover; null for the unbounded face. */
  container: NestedComponent | null;
  face: number;
  /** What covers that face. */
  readonly around: Cover;
  /** Over this component alone. */
  readonly walk: PartWalk;
}

type Place = Pick<NestedComponent, 'container' | 'face'>;

export class ComponentNesting {
  readonly #store: GridEdges;
  readonly #ground: Ground;
  /** By their lowest vertices: what contains another comes before it. */
  #ordered: readonly NestedComponent[] = [];

  constructor(store: GridEdges, ground: Ground) {
    this.#store = store;
    this.#ground = ground;
  }

  /** Those that contain others first. */
  get all(): readonly NestedComponent[] {
    return this.#ordered;
  }

  /** What is neither gone nor fresh stays the same object unless what covers the place around it has changed. */
  update(gone: ReadonlySet<OpenComponent>, fresh: readonly OpenComponent[]): void {
    const waiting = [...fresh].sort(compare);
    const renewed = new Map<NestedComponent, NestedComponent>();
    const ordered: NestedComponent[] = [];
    let next = 0;
    for (const known of this.#ordered) {
      if (gone.has(known.component)) continue;
      while (next < waiting.length && compare(waiting[next]!, known.component) < 0) {
        ordered.push(this.#nest(waiting[next]!, ordered));
        next += 1;
      }
      const { component, container } = known;
      const isMoved =
        (container !== null && gone.has(container.component)) ||
        fresh.some((one) => compare(one, component) < 0 && holds(one.box, component.lowX, component.lowY));
      const now = container === null ? null : (renewed.get(container) ?? container);
      const place = isMoved ? findContainer(component, ordered) : { container: now, face: known.face };
      if (isSameCover(known.around, coverAt(place))) {
        known.container = place.container;
        known.face = place.face;
        ordered.push(known);
        continue;
      }
      const again = this.#place(component, place);
      renewed.set(known, again);
      ordered.push(again);
    }
    for (; next < waiting.length; next++) ordered.push(this.#nest(waiting[next]!, ordered));
    this.#ordered = ordered;
  }

  /** The component whose findings those of this one belong to: itself, or the outermost around a place with a fault. */
  leaderOf(one: NestedComponent): NestedComponent {
    let at = one;
    while (at.container !== null && !isFaultless(this.#ground, at.around)) at = at.container;
    return at;
  }

  #nest(component: OpenComponent, before: readonly NestedComponent[]): NestedComponent {
    return this.#place(component, findContainer(component, before));
  }

  #place(component: OpenComponent, place: Place): NestedComponent {
    const around = coverAt(place);
    return { component, ...place, around, walk: walkPart(this.#store, component.edges, around) };
  }
}

function coverAt({ container, face }: Place): Cover {
  return container === null ? NOWHERE : coverOf(container.walk.open, face);
}

function findContainer({ lowX, lowY }: OpenComponent, before: readonly NestedComponent[]): Place {
  // Of several around, each lies in a face of the next, and the innermost has the highest lowest vertex.
  for (let i = before.length - 1; i >= 0; i--) {
    const container = before[i]!;
    if (!holds(container.component.box, lowX, lowY)) continue;
    const [face] = facesAt(container.walk.open, lowX, lowY);
    if (face !== 0) return { container, face: face! };
  }
  return { container: null, face: 0 };
}

function compare(a: OpenComponent, b: OpenComponent): number {
  return a.lowX - b.lowX || a.lowY - b.lowY;
}

function holds([minX, minY, maxX, maxY]: Box, x: number, y: number): boolean {
  return minX <= x && x <= maxX && minY <= y && y <= maxY;
}
