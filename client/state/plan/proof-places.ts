/** Where the cells of a proof lie and what stands on them: proofs name cells by their number in the layer. */
import { signal } from '@preact/signals';
import type { PlaceFeature } from '../../../server/contract/places.ts';
import type { PlanCertificate } from '../../../server/contract/plan-proposals.ts';
import type { Cell } from '../../../server/partition/cells/cell-layer.ts';
import { decodeLayer } from '../../../server/partition/plan/layer-codec.ts';
import { readCells } from '../../api/plan-edits.ts';
import { request } from '../../api/request.ts';
import { flyTo } from '../viewport.ts';

/** Cells of a community, as far as a certificate speaks of them. */
export interface ProofPlaces {
  readonly layer: string;
  readonly cells: readonly Cell[];
  /** Names of places by their code; those without one are left out. */
  readonly names: ReadonlyMap<string, string>;
}
export const proofPlaces = signal<ReadonlyMap<string, ProofPlaces>>(new Map());

/** More names are not read out. */
const MOST_NAMES = 40;
const UNITS_PER_DEGREE = 1e7;

export async function loadProofPlaces(plan: number, certificate: PlanCertificate, abort: AbortSignal): Promise<void> {
  const { community, layer } = certificate;
  if (proofPlaces.peek().has(community)) return;
  const { hash, cells } = decodeLayer(await readCells(plan, community, abort));
  // a layer that was made anew numbers its cells in another way
  if (hash !== layer) return;
  const named = new Set(
    certificate.unavoidable.flatMap(({ proof }) => (Array.isArray(proof.cells) ? proof.cells.slice(0, 1) : [])),
  );
  const codes = [...named].flatMap((cell) => cells[Number(cell)]?.places.slice(0, 1) ?? []).slice(0, MOST_NAMES);
  const found = await Promise.all(codes.map((code) => nameOf(code, community, abort)));
  const names = new Map(found.filter((one): one is [string, string] => one !== null));
  proofPlaces.value = new Map(proofPlaces.peek()).set(community, { layer, cells, names });
}

async function nameOf(code: string, area: string, abort: AbortSignal): Promise<[string, string] | null> {
  const query = { q: code, area, limit: 5 };
  const { features } = await request<{ features: PlaceFeature[] }>('/api/places', { query, signal: abort });
  const place = features.find(({ properties }) => properties.code === code)?.properties;
  const name = place?.name ?? place?.address ?? null;
  return name === null ? null : [code, name];
}

export function flyToCell(community: string, cell: number): void {
  const known = proofPlaces.peek().get(community)?.cells[cell];
  if (known) flyTo({ lon: known.x / UNITS_PER_DEGREE, lat: known.y / UNITS_PER_DEGREE, zoom: 17 });
}
