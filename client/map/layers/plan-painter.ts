/**
 * Keeps the sources and feature-states of one map in step with the plan. Shapes are handed over once, and again only for a
 * community whose cells have changed; a stroke changes states of the cells and arcs it touched, and the names of its grids.
 * A vast plan hands its cells over when the map comes near for the first time; until then its grids stand for them (plan-far.ts).
 */
import type { Feature } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { PlanLevel, PlanSlot } from '../../../server/contract/plan-state.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import type { PlanLayer } from '../../../server/partition/plan/plan-layer.ts';
import type { Touched } from '../../../server/partition/plan/refuse.ts';
import type { Standard } from '../../../server/partition/standard.ts';
import { gridByCode } from '../../state/grids.ts';
import type { GhostPart } from '../../state/plan/ghost.ts';
import type { PlanSession } from '../../state/plan/plan-session.ts';
import { proposedColours, slotColours } from '../../state/plan/slot-colours.ts';
import { FAR_ZOOM, VAST_CELLS } from './plan-far.ts';
import { PlanFarPainter } from './plan-far-painter.ts';
import { NAMES_FROM, nameFeature } from './plan-names.ts';
import { arcCodes, cellCodes, cellState, changedCodes, NO_COLOUR } from './plan-paint.ts';
import { arcFeatures, cellFeatures, featureId } from './plan-shapes.ts';

interface Shapes {
  readonly layer: PlanLayer;
  readonly cells: ReadonlyMap<number, Feature>;
  readonly arcs: readonly Feature[];
}

interface Shown {
  readonly index: number;
  /** null: not needed yet. */
  shapes: Shapes | null;
  cells: Uint8Array | undefined;
  arcs: Uint8Array | undefined;
  colours: Readonly<Record<PlanLevel, Uint8Array>>;
  /** By slot. */
  names: Map<number, NameShown>;
}

interface NameShown {
  readonly record: PlanSlot;
  /** The feature as text, to tell whether it has changed; null: the grid has no cells, so no name is drawn. */
  readonly text: string | null;
}

/** Slots of a community whose names are to be looked at; null: all. */
type NamesDue = Set<number> | null;

const published = (code: string): number | undefined => gridByCode.peek().get(code)?.properties.colour;

export class PlanPainter {
  readonly #map: MapLibreMap;
  readonly #shown = new Map<string, Shown>();
  #key = '';
  #due = new Map<string, NamesDue>();
  #frame = 0;
  /** Sources with something in them. */
  readonly #filled = new Set<string>();
  #level: PlanLevel = 'grid';
  #session: PlanSession | null = null;
  /** Cells are on the map, or would be if a plan were open. */
  #isNear = true;
  readonly #far: PlanFarPainter;

  constructor(map: MapLibreMap) {
    this.#map = map;
    this.#far = new PlanFarPainter(map);
    map.on('zoom', this.#come);
  }

  /** null: nothing is open. The same plan read anew keeps its shapes. */
  open(session: PlanSession | null): void {
    this.#session = session;
    const communities = [...(session?.plan.communities.values() ?? [])];
    const vast = isVast(session);
    const key = communities.map(({ base, layer }) => base.hash + JSON.stringify(layer.overlay)).join();
    if (key === this.#key) return;
    this.#key = key;
    this.#shown.clear();
    for (const source of ['plan-cells', 'plan-arcs']) this.#map.removeFeatureState({ source });
    this.#far.open(vast);
    this.#isNear = !vast || this.#map.getZoom() >= FAR_ZOOM;
    communities.forEach((community, index) => {
      const none = new Uint8Array(0);
      this.#shown.set(community.code, {
        index,
        shapes: null,
        cells: undefined,
        arcs: undefined,
        colours: { grid: none, micro: none },
        names: new Map(),
      });
    });
    this.#handOver();
    this.#set('plan-names', []);
  }

  /** Shapes of all cells and arcs, or of none as long as the map is far from a vast plan. */
  #handOver(): void {
    const all = this.#isNear ? [...this.#shown].map(([code, shown]) => this.#shapes(code, shown)) : [];
    this.#set(
      'plan-cells',
      all.flatMap(({ cells }) => [...cells.values()]),
    );
    this.#set(
      'plan-arcs',
      all.flatMap(({ arcs }) => arcs),
    );
  }

  readonly #come = (): void => {
    if (this.#due.size > 0 && this.#isNamed) this.#ask();
    if (this.#isNear || this.#map.getZoom() < FAR_ZOOM) return;
    this.#isNear = true;
    this.#handOver();
    this.paint(this.#level, null);
  };

  #shapes(code: string, shown: Shown): Shapes {
    shown.shapes ??= shapesOf(this.#session!.community(code)!.layer, shown.index);
    return shown.shapes;
  }

  /** `touched`: what has changed; null: everything may be another. */
  paint(level: PlanLevel, touched: readonly Touched[] | null): void {
    const session = this.#session;
    if (session === null) return;
    if (level !== this.#level) touched = null;
    this.#level = level;
    const codes = touched === null ? this.#shown.keys() : new Set(touched.map(({ community }) => community));
    for (const code of codes) {
      const shown = this.#shown.get(code);
      const community = session.community(code);
      if (shown === undefined || community === undefined) continue;
      const { shapes } = shown;
      if (shapes !== null && shapes.layer !== community.layer) this.#reshape(shown, shapes, community);
      this.#paintOne(shown, community, session.standard);
      if (touched === null) this.#due.set(code, null);
    }
    for (const one of touched ?? []) this.#nameSlots(one);
    this.#ask();
  }

  /** Names are written again in another language. */
  rename(): void {
    for (const [code, shown] of this.#shown) {
      shown.names.clear();
      this.#due.set(code, null);
    }
    this.#ask();
  }

  indexOf(code: string): number | undefined {
    return this.#shown.get(code)?.index;
  }

  colourOf(code: string, level: PlanLevel, slot: number): number {
    return this.#shown.get(code)?.colours[level][slot] ?? NO_COLOUR;
  }

  /** By slot of what is proposed. */
  proposed(community: CommunityPlan, { level, division }: GhostPart): Uint8Array {
    const now = this.#shown.get(community.code)?.colours[level] ?? new Uint8Array(0);
    return proposedColours(community, level, division, now);
  }

  /** The cells are not on the map, their grids stand for them. */
  get isFar(): boolean {
    return this.#far.isOn && this.#map.getZoom() < FAR_ZOOM;
  }

  shapeOf(code: string, cell: number): Feature['geometry'] | undefined {
    const shown = this.#shown.get(code);
    return shown && this.#shapes(code, shown).cells.get(cell)?.geometry;
  }

  stop(): void {
    this.#map.off('zoom', this.#come);
    cancelAnimationFrame(this.#frame);
  }

  #paintOne(shown: Shown, community: CommunityPlan, standard: Standard): void {
    const { index } = shown;
    const level = this.#level;
    shown.colours = {
      grid: slotColours(community, 'grid', published),
      micro: slotColours(community, 'micro', published),
    };
    this.#far.paint(community, index, level, shown.colours, standard);
    if (!this.#isNear) return;
    const cells = cellCodes(community, level, shown.colours, standard);
    for (const cell of changedCodes(shown.cells, cells)) {
      this.#map.setFeatureState({ source: 'plan-cells', id: featureId(index, cell) }, cellState(cells[cell]!));
    }
    const arcs = arcCodes(community);
    for (const arc of changedCodes(shown.arcs, arcs)) {
      this.#map.setFeatureState({ source: 'plan-arcs', id: featureId(index, arc) }, { e: arcs[arc]! });
    }
    shown.cells = cells;
    shown.arcs = arcs;
  }

  /** Only this community's features: the other ones stay where they are. */
  #reshape(shown: Shown, before: Shapes, { layer }: CommunityPlan): void {
    const after = shapesOf(layer, shown.index);
    shown.shapes = after;
    if (!this.#isNear) return;
    const had = (list: Iterable<Feature>): number[] => [...list].map(({ id }) => id as number);
    this.#replace('plan-cells', had(before.cells.values()), [...after.cells.values()]);
    this.#replace('plan-arcs', had(before.arcs), after.arcs);
  }

  /** What is due already stays due. */
  #nameSlots({ community, layer, [this.#level]: slots }: Touched): void {
    const due = this.#due.get(community);
    if (layer || due === null) this.#due.set(community, null);
    else if (due === undefined) this.#due.set(community, new Set(slots));
    else for (const slot of slots) due.add(slot);
  }

  /** Farther away names are not drawn; what is due waits. */
  get #isNamed(): boolean {
    return this.#map.getZoom() >= NAMES_FROM;
  }

  #ask(): void {
    this.#frame ||= requestAnimationFrame(() => this.#write());
  }

  #write(): void {
    this.#frame = 0;
    const session = this.#session;
    if (session === null || !this.#isNamed) return;
    const add: Feature[] = [];
    const remove: number[] = [];
    for (const [code, due] of this.#due) {
      const shown = this.#shown.get(code);
      const community = session.community(code);
      if (shown === undefined || community === undefined) continue;
      this.#nameOne(shown, community, this.#level === 'grid' ? session.standard : null, due, add, remove);
    }
    this.#due = new Map();
    if (add.length > 0 || remove.length > 0) this.#replace('plan-names', remove, add);
  }

  #nameOne(
    { index, names }: Shown,
    community: CommunityPlan,
    standard: Standard | null,
    due: NamesDue,
    add: Feature[],
    remove: number[],
  ): void {
    const level = this.#level;
    const { slots } = community.divisions[level];
    for (const [slot, { text }] of names) {
      if (slots[slot]) continue;
      names.delete(slot);
      if (text !== null) remove.push(featureId(index, slot));
    }
    for (let slot = 0; slot < slots.length; slot++) {
      const record = slots[slot];
      const before = names.get(slot);
      if (!record || (due !== null && !due.has(slot) && before?.record === record)) continue;
      const feature = nameFeature(community, index, level, slot, standard);
      const text = feature === null ? null : JSON.stringify(feature);
      names.set(slot, { record, text });
      if (text === (before?.text ?? null)) continue;
      if (feature === null) remove.push(featureId(index, slot));
      else add.push(feature);
    }
  }

  /** Nothing in place of nothing is not sent: whatever is sent has every tile of the source read anew. */
  #set(name: string, features: readonly Feature[]): void {
    if (features.length === 0 && !this.#filled.delete(name)) return;
    if (features.length > 0) this.#filled.add(name);
    this.#map.getSource<GeoJSONSource>(name)?.setData({ type: 'FeatureCollection', features: [...features] });
  }

  #replace(name: string, remove: readonly number[], add: readonly Feature[]): void {
    this.#filled.add(name);
    void this.#map.getSource<GeoJSONSource>(name)?.updateData({ remove: [...remove], add: [...add] });
  }
}

/** Of more cells than a map far away should draw one by one. */
export const isVast = (session: PlanSession | null): boolean =>
  [...(session?.plan.communities.values() ?? [])].reduce((cells, { layer }) => cells + layer.cells.length, 0) >
  VAST_CELLS;

function shapesOf(layer: PlanLayer, index: number): Shapes {
  const cells = new Map(
    cellFeatures(layer, index).map((feature) => [(feature.id as number) % featureId(1, 0), feature]),
  );
  return { layer, cells, arcs: arcFeatures(layer, index) };
}
