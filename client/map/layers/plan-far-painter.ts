/**
 * Keeps the grids of a vast plan, which stand for its cells from afar, in step with it: a community's shapes are made again when one of
 * its cells has come to another grid, their colours when one of them has changed.
 */
import type { Feature } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { PlanLevel } from '../../../server/contract/plan-state.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import type { PlanLayer } from '../../../server/partition/plan/plan-layer.ts';
import type { Standard } from '../../../server/partition/standard.ts';
import { farFeatures } from './plan-far.ts';
import { cellState, slotCodes } from './plan-paint.ts';

interface Shown {
  readonly layer: PlanLayer;
  readonly slotOf: Uint16Array;
  readonly features: ReadonlyMap<number, Feature>;
  readonly codes: ReadonlyMap<number, number>;
}

export class PlanFarPainter {
  readonly #map: MapLibreMap;
  readonly #shown = new Map<string, Shown>();
  isOn = false;
  #add: Feature[] = [];
  #remove: number[] = [];
  #isDue = false;

  constructor(map: MapLibreMap) {
    this.#map = map;
  }

  open(isOn: boolean): void {
    this.isOn = isOn;
    const wasEmpty = this.#shown.size === 0;
    this.#shown.clear();
    [this.#add, this.#remove] = [[], []];
    this.#map.removeFeatureState({ source: 'plan-far' });
    if (!wasEmpty) this.#source()?.setData({ type: 'FeatureCollection', features: [] });
  }

  paint(
    community: CommunityPlan,
    index: number,
    level: PlanLevel,
    colours: Readonly<Record<PlanLevel, Uint8Array>>,
    standard: Standard,
  ): void {
    if (!this.isOn) return;
    const before = this.#shown.get(community.code);
    const { slotOf } = community.divisions.grid.numbers;
    const isSame = before?.layer === community.layer && sameNumbers(before.slotOf, slotOf);
    const codes = slotCodes(community, level, colours, standard);
    const features = isSame ? before.features : farFeatures(community, index);
    // how they are painted at first they bring along: thousands of states would be put on them one by one
    if (!isSame) for (const [slot, feature] of features) feature.properties = { ...cellState(codes(slot)) };
    if (!isSame) this.#replace(before?.features, features);
    const shown = new Map<number, number>();
    for (const [slot, { id }] of features) {
      const code = codes(slot);
      shown.set(slot, code);
      if (before !== undefined && before.codes.get(slot) !== code)
        this.#map.setFeatureState({ source: 'plan-far', id: id as number }, cellState(code));
    }
    this.#shown.set(community.code, { layer: community.layer, slotOf: slotOf.slice(), features, codes: shown });
  }

  #replace(before: ReadonlyMap<number, Feature> | undefined, after: ReadonlyMap<number, Feature>): void {
    this.#remove.push(...[...(before?.values() ?? [])].map(({ id }) => id as number));
    this.#add.push(...after.values());
    if (this.#isDue) return;
    this.#isDue = true;
    // communities painted one after the other are handed over together
    queueMicrotask(() => {
      this.#isDue = false;
      const [add, remove] = [this.#add, this.#remove];
      [this.#add, this.#remove] = [[], []];
      void this.#source()?.updateData({ remove, add });
    });
  }

  #source(): GeoJSONSource | undefined {
    return this.#map.getSource<GeoJSONSource>('plan-far');
  }
}

const sameNumbers = (one: Uint16Array, other: Uint16Array): boolean =>
  one.length === other.length && one.every((value, i) => value === other[i]);
