/**
 * The order of layers from bottom to top, kept by hidden anchors: a layer is put before an anchor, never before another
 * layer, so that loading order cannot change what lies above what.
 */
import type { LayerSpecification } from 'maplibre-gl';

export const ANCHORS = [
  'a-base',
  'a-fill',
  'a-hatch',
  'a-heat',
  'a-line',
  'a-finding',
  'a-moving',
  'a-label',
  'a-select',
  'a-draw',
] as const;
export type Anchor = (typeof ANCHORS)[number];

/** A layer and the anchor it lies below. */
export interface Placed {
  readonly below: Anchor;
  readonly layer: LayerSpecification;
}

/** All layers with the anchors between them; layers below one anchor keep the order given. */
export function inOrder(placed: readonly Placed[]): LayerSpecification[] {
  return ANCHORS.flatMap((anchor) => [
    ...placed.filter((one) => one.below === anchor).map((one) => one.layer),
    { id: anchor, type: 'background' as const, layout: { visibility: 'none' as const } },
  ]);
}
