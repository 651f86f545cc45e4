/**
 * The parts of a coverage check, kept in step with its grids: edges, the components of open ones, what they say in clusters,
 * how every building stands, and what single grids say.
 */
import { ClusterFindings, type PartResult } from './cluster-findings.ts';
import { ComponentNesting } from './component-nesting.ts';
import type { CoverageGrid, CoverageInput } from './coverage-input.ts';
import type { CoverageReport } from './coverage-report.ts';
import { reportOf } from './coverage-totals.ts';
import { openEdges } from './edge-uses.ts';
import type { PartFindings } from './finding-list.ts';
import { FindingList } from './finding-list.ts';
import { GridEdges, type GridEdit } from './grid-edges.ts';
import { GridFindings } from './grid-findings.ts';
import type { Ground } from './ground.ts';
import { tellInvalid } from './invalid-grids.ts';
import { KeptFindings } from './kept-findings.ts';
import { KeptPoints } from './kept-points.ts';
import { OpenComponents } from './open-components.ts';
import type { PointIndex } from './point-index.ts';
import { PointStandings } from './point-standings.ts';
import type { Box, MultiPolygon } from './polygon.ts';

export class KeptCheck {
  readonly #input: CoverageInput;
  readonly #ground: Ground;
  readonly #points: PointIndex;
  readonly #store: GridEdges;
  readonly #components: OpenComponents;
  readonly #nesting: ComponentNesting;
  readonly #clusters: ClusterFindings;
  readonly #standings: PointStandings;
  readonly #atPoints: KeptPoints;
  readonly #single: GridFindings;
  /** Points by the code that was named for them by hand. */
  readonly #named: Map<string, number[]> = new Map();
  readonly #kept: KeptFindings = new KeptFindings();
  readonly #invalid: Map<string, PartFindings> = new Map();
  #results: readonly PartResult[] = [];

  /** `grids`: in order of their codes, one each. */
  constructor(grids: readonly CoverageGrid[], input: CoverageInput, ground: Ground, points: PointIndex) {
    this.#input = input;
    this.#ground = ground;
    this.#points = points;
    for (const [point, code] of (points.points.overrides ?? []).entries()) {
      if (code === null) continue;
      const known = this.#named.get(code);
      if (known === undefined) this.#named.set(code, [point]);
      else known.push(point);
    }
    this.#store = new GridEdges(grids, input);
    const { table, rows, meetings } = this.#store;
    this.#components = new OpenComponents(table, rows, meetings);
    this.#nesting = new ComponentNesting(this.#store, ground);
    this.#nest(openEdges(table));
    this.#standings = new PointStandings(points, this.#store, this.#nesting, ground);
    this.#clusters = new ClusterFindings(this.#store, this.#nesting, ground, points, this.#standings, input);
    this.#hear(this.#clusters.update([]));
    this.#atPoints = new KeptPoints(points, this.#store, this.#standings, input, this.#kept, this.#doubled());
    this.#single = new GridFindings(this.#store, input, this.#kept);
    this.#tellInvalid(this.#store.invalid.keys());
    this.#kept.settle();
  }

  get grids(): readonly CoverageGrid[] {
    return this.#store.grids;
  }

  /** Ids that came and went. When it throws, nothing here holds any more. */
  change(edit: GridEdit): { added: string[]; gone: string[] } {
    const before = new Map<string, MultiPolygon | null>();
    for (const code of edit.keys()) before.set(code, this.#store.gridOf(code)?.polygons ?? null);
    const { dirty, boxes, codes } = this.#store.change(edit);
    this.#nest(dirty);
    const named = this.#namedBy(edit);
    // Whoever is assigned by hand to a grid that comes or goes is answered for, or not, wherever they stand.
    const settled = this.#namedBy(codes);
    this.#standings.update(new Set([...this.#points.within(boxes), ...settled]));
    this.#hear(this.#clusters.update([...boxes, ...settled.map((point) => this.#boxAt(point))]));
    this.#atPoints.update(boxes, named, this.#doubled());
    this.#single.update(before);
    this.#tellInvalid(edit.keys());
    return this.#kept.settle();
  }

  report(): CoverageReport {
    const { invalid, grids } = this.#store;
    const standings = this.#standings;
    const [covered, notJudged, uncovered, outside] = (['covered', 'not-judged', 'uncovered', 'outside'] as const).map(
      (standing) => standings.count(standing),
    );
    const sum = (of: 'buildings' | 'households' | 'uncounted'): number =>
      covered![of] + notJudged![of] + uncovered![of] + outside![of];
    return reportOf(this.#kept.listed(), {
      ground: this.#ground,
      grids: grids.length,
      gridsM2: this.#single.areaM2(),
      notJudged: [...invalid.keys(), ...(this.#input.unjudged ?? []).map(({ code }) => code)],
      sizes: this.#results.map(({ sizes }) => sizes),
      people: { buildings: sum('buildings'), households: sum('households'), uncounted: sum('uncounted') },
      covered: covered!,
      outside: outside!.buildings,
      pointsNotJudged: notJudged!.buildings,
    });
  }

  #nest(dirty: Iterable<number>): void {
    const { gone, fresh } = this.#components.update(dirty);
    this.#nesting.update(gone, fresh);
  }

  #doubled(): Set<number> {
    return new Set(this.#results.flatMap(({ doubled }) => doubled));
  }

  /** Numbers of the points that were assigned by hand to one of these codes. */
  #namedBy(codes: ReadonlyMap<string, unknown> | ReadonlySet<string>): number[] {
    if (this.#named.size === 0) return [];
    return [...codes.keys()].flatMap((code) => this.#named.get(code) ?? []);
  }

  #boxAt(point: number): Box {
    const { xy } = this.#points.points;
    return [xy[2 * point]!, xy[2 * point + 1]!, xy[2 * point]!, xy[2 * point + 1]!];
  }

  /** What clusters say now instead of what they said. */
  #hear(results: readonly PartResult[]): void {
    const old = new Set(this.#results);
    for (const result of results) if (!old.delete(result)) this.#kept.swap(undefined, result);
    for (const result of old) this.#kept.swap(result, undefined);
    this.#results = results;
  }

  #tellInvalid(codes: Iterable<string>): void {
    for (const code of codes) {
      const old = this.#invalid.get(code);
      const at = this.#store.invalid.get(code);
      this.#invalid.delete(code);
      if (at !== undefined) {
        const list = new FindingList([this.#store.gridOf(code)!], this.#points.points, this.#input);
        tellInvalid(list, 0, at);
        this.#invalid.set(code, list.done());
      }
      this.#kept.swap(old, this.#invalid.get(code));
    }
  }
}
