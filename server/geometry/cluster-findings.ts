/**
 * The findings of a check in clusters: components of open edges that belong together, each with what it says. After a change
 * only the clusters it touches are looked at again. What is told of a pair of grids together, wherever it is, joins clusters.
 */
import { boxOf } from './cell-frame.ts';
import type { ComponentNesting, NestedComponent } from './component-nesting.ts';
import type { CoverageLimits } from './coverage-input.ts';
import { boxesOf } from './face-boxes.ts';
import { type Cover, coverOf, isSameCover, NOWHERE } from './faces.ts';
import { FindingList, type PartFindings } from './finding-list.ts';
import type { GridEdges } from './grid-edges.ts';
import { type Ground, isFaultless } from './ground.ts';
import { openPockets, tellPockets } from './open-gap-findings.ts';
import { type PartWalk, walkPart } from './part-walk.ts';
import { type PointIndex, somePoints } from './point-index.ts';
import type { PointStandings } from './point-standings.ts';
import { type Box, boxesMeet } from './polygon.ts';
import { findOnWalk, type PlaceSizes } from './walk-findings.ts';

/** What some components say. */
export interface PartResult extends PartFindings {
  readonly sizes: PlaceSizes;
  /** Numbers of the points inside several grids. */
  readonly doubled: readonly number[];
}

interface Cluster {
  /** What all others lie in. */
  readonly leader: NestedComponent;
  readonly members: readonly NestedComponent[];
  /** The places with a fault: what grids do elsewhere does not matter, unless it changes an open edge. */
  readonly sensitive: readonly Box[];
  readonly result: PartResult;
}

export class ClusterFindings {
  readonly #store: GridEdges;
  readonly #nesting: ComponentNesting;
  readonly #ground: Ground;
  readonly #points: PointIndex;
  readonly #standings: PointStandings;
  readonly #limits: CoverageLimits;
  #clusters: ReadonlyMap<NestedComponent, Cluster> = new Map();
  /** Results of clusters that share a pair of grids, by those clusters. */
  #joined: readonly { readonly clusters: readonly Cluster[]; readonly result: PartResult }[] = [];
  readonly #searched: WeakSet<PartWalk> = new WeakSet();

  constructor(
    store: GridEdges,
    nesting: ComponentNesting,
    ground: Ground,
    points: PointIndex,
    standings: PointStandings,
    limits: CoverageLimits,
  ) {
    this.#store = store;
    this.#nesting = nesting;
    this.#ground = ground;
    this.#points = points;
    this.#standings = standings;
    this.#limits = limits;
  }

  /** `boxes`: where grids changed. All that is found; results that have not changed stay the same objects. */
  update(boxes: readonly Box[]): readonly PartResult[] {
    const members = new Map<NestedComponent, NestedComponent[]>();
    for (const one of this.#nesting.all) {
      const leader = this.#nesting.leaderOf(one);
      const list = members.get(leader);
      if (list === undefined) members.set(leader, [one]);
      else list.push(one);
    }
    const clusters = new Map<NestedComponent, Cluster>();
    for (const [leader, list] of members) {
      const known = this.#clusters.get(leader);
      const isKept = known !== undefined && isSame(known.members, list) && !meet(known.sensitive, boxes);
      clusters.set(leader, isKept ? known : { leader, ...this.#look(list, leader.around) });
    }
    this.#clusters = clusters;
    return this.#join([...clusters.values()]);
  }

  #join(clusters: readonly Cluster[]): PartResult[] {
    const results: PartResult[] = [];
    const joined: { clusters: readonly Cluster[]; result: PartResult }[] = [];
    for (const group of this.#groupsOf(clusters)) {
      if (group.length === 1) {
        results.push(group[0]!.result);
        continue;
      }
      const known = this.#joined.find((one) => isSame(one.clusters, group));
      const members = group.flatMap((cluster) => cluster.members);
      const around = isOneCover(group) ? aroundOf(group[0]!) : NOWHERE;
      const next = known ?? { clusters: group, result: this.#look(members, around).result };
      joined.push(next);
      results.push(next.result);
    }
    this.#joined = joined;
    return results;
  }

  /** Clusters that share a pair of grids, directly or through others, and what lies between them. */
  #groupsOf(clusters: readonly Cluster[]): Iterable<readonly Cluster[]> {
    const firstWith = new Map<string, Cluster>();
    const groups = new Map<Cluster, Cluster[]>();
    const unite = (a: Cluster, b: Cluster): boolean => {
      const one = groups.get(a)!;
      const other = groups.get(b)!;
      if (one === other) return false;
      one.push(...other);
      for (const moved of other) groups.set(moved, one);
      return true;
    };
    for (const cluster of clusters) groups.set(cluster, [cluster]);
    for (const cluster of clusters) {
      for (const pair of cluster.result.related) {
        const first = firstWith.get(pair);
        if (first === undefined) firstWith.set(pair, cluster);
        else unite(first, cluster);
      }
    }
    // One walk over places of different cover needs all that lies around each of them.
    for (let isOpen = true; isOpen; ) {
      isOpen = false;
      for (const group of new Set(groups.values())) {
        if (isOneCover(group)) continue;
        for (const cluster of [...group]) {
          for (const container of this.#around(cluster)) if (unite(cluster, container)) isOpen = true;
        }
      }
    }
    return new Set(groups.values());
  }

  /** The clusters that contain one, the innermost first. */
  *#around({ leader }: Cluster): Iterable<Cluster> {
    for (let at = leader.container; at !== null; ) {
      const cluster = this.#clusters.get(this.#nesting.leaderOf(at))!;
      yield cluster;
      at = cluster.leader.container;
    }
  }

  #look(members: readonly NestedComponent[], around: Cover): Omit<Cluster, 'leader'> {
    const walk = this.#walkOf(members, around);
    const { open, table } = walk;
    const pockets = this.#ground.hasUniverse ? [] : openPockets(table, open, this.#limits.mouthM);
    const sensitive = [
      ...boxesOf(open, (face) => !isFaultless(this.#ground, coverOf(open, face))),
      ...pockets.flatMap(({ ring }) => (ring === null ? [] : [boxOf([[ring]])])),
    ];
    const numbers = this.#points.within(sensitive);
    const list = new FindingList(this.#store.grids, somePoints(this.#points.points, numbers), this.#limits);
    const isNamed = (point: number): boolean => this.#standings.isNamed(numbers[point]!);
    const { sizes, places } = findOnWalk(walk, this.#ground, isNamed, list);
    const { uncovered } = this.#standings;
    tellPockets(
      pockets,
      Array.from(numbers.keys()).filter((point) => uncovered.has(numbers[point]!)),
      list,
    );
    const doubled = places.doubled.map(({ point }) => numbers[point]!);
    return { members, sensitive, result: { ...list.done(), sizes, doubled } };
  }

  #walkOf(members: readonly NestedComponent[], around: Cover): PartWalk {
    const [first] = members;
    const { walk } = first!;
    if (members.length === 1 && walk.numberOf === this.#store.numberOf && !this.#searched.has(walk)) {
      this.#searched.add(walk);
      return walk;
    }
    const edges = members.flatMap(({ component }) => component.edges);
    return walkPart(this.#store, edges, around);
  }
}

function aroundOf({ leader }: Cluster): Cover {
  return leader.around;
}

function isOneCover(group: readonly Cluster[]): boolean {
  return group.every((cluster) => isSameCover(aroundOf(cluster), aroundOf(group[0]!)));
}

function meet(some: readonly Box[], others: readonly Box[]): boolean {
  return some.some((one) => others.some((other) => boxesMeet(one, other)));
}

function isSame<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
