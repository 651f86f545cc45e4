/** The swatch of a kind of zone: its colour and its hatch, as on the map. */
import type { ZoneKind } from '../../../../server/contract/emergencies.ts';

export const ZoneSign = ({ kind }: { kind: ZoneKind }) => (
  <span class="zone-sign" data-kind={kind} aria-hidden="true" />
);
