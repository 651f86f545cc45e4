/** What density is shown of: the view, the kind, what an event weighs, how wide. Written in the address as `heat,kind:01`. */
import { computed } from '@preact/signals';
import { parameter, setParams } from '../../route.ts';

/** `rate` is per 1,000 households, `hotspots` against a grid's own past. */
export const DENSITY_VIEWS = ['heat', 'hexagons', 'rate', 'hotspots'] as const;
export type DensityView = (typeof DENSITY_VIEWS)[number];
export const WEIGHINGS = ['count', 'grade'] as const;
export type Weighing = (typeof WEIGHINGS)[number];
/** How far an event of the heat map reaches, and from the middle of a hexagon to its corner. Metres. */
export const REACHES = [150, 300, 600] as const;
export const HEXAGONS = [100, 200, 400] as const;

export interface DensityChoice {
  readonly view: DensityView;
  /** A category or the beginning of its code. */
  readonly kind: string | null;
  readonly weighing: Weighing;
  readonly reachM: number;
  readonly hexagonM: number;
}

export const PLAIN_DENSITY: DensityChoice = {
  view: 'heat',
  kind: null,
  weighing: 'count',
  reachM: 300,
  hexagonM: 200,
};

const oneOf = <T>(all: readonly T[], wanted: unknown, otherwise: T): T =>
  all.find((one) => String(one) === wanted) ?? otherwise;

export function parseDensity(text: string | null): DensityChoice {
  const parts = (text ?? '').split(',');
  const value = (name: string): string | undefined =>
    parts.find((part) => part.startsWith(`${name}:`))?.slice(name.length + 1);
  const kind = value('kind');
  return {
    view: oneOf(DENSITY_VIEWS, parts[0], PLAIN_DENSITY.view),
    kind: kind !== undefined && /^\d{1,10}$/.test(kind) ? kind : null,
    weighing: oneOf(WEIGHINGS, value('by'), PLAIN_DENSITY.weighing),
    reachM: oneOf<number>(REACHES, value('reach'), PLAIN_DENSITY.reachM),
    hexagonM: oneOf<number>(HEXAGONS, value('hex'), PLAIN_DENSITY.hexagonM),
  };
}

export function formatDensity(choice: DensityChoice): string | null {
  const plain = PLAIN_DENSITY;
  const parts = [
    choice.view,
    choice.kind === null ? '' : `kind:${choice.kind}`,
    choice.weighing === plain.weighing ? '' : `by:${choice.weighing}`,
    choice.reachM === plain.reachM ? '' : `reach:${choice.reachM}`,
    choice.hexagonM === plain.hexagonM ? '' : `hex:${choice.hexagonM}`,
  ].filter((part) => part !== '');
  return parts.join(',') === plain.view ? null : parts.join(',');
}

const asked = parameter('density');
export const densityChoice = computed<DensityChoice>(() => parseDensity(asked.value));
export const chooseDensity = (change: Partial<DensityChoice>): void =>
  setParams({ density: formatDensity({ ...densityChoice.peek(), ...change }) });
