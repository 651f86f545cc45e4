/** Where the cells of a proof lie and what stands on them: proofs name cells by their number in the layer. */
import { signal } from '@preact/signals';
import type { PlaceFeature } from '../../../server/contract/places.ts';
import type { PlanCertificate } from '../../../server/contract/plan-proposals.ts';
import type { CellLayer } from '../../../server/partition/cells/cell-layer.ts';
import { decodeLayer } from '../../../server/partition/plan/layer-codec.ts';
import { readCells } from '../../api/plan-edits.ts';
import { request } from '../../api/request.ts';

/** The cells that certificates of a community speak of. */
export interface ProofPlaces {
  readonly layer: CellLayer;
  /** Names of places by their code; those without one are left out. */
  readonly names: ReadonlyMap<string, string>;
}
export const proofPlaces = signal<ReadonlyMap<string, ProofPlaces>>(new Map());

/** More names are not read out. */
const MOST_NAMES = 40;

export async function loadProofPlaces(plan: number, certificate: PlanCertificate, abort: AbortSignal): Promise<void> {
  const { community, layer } = certificate;
  if (proofPlaces.peek().has(community)) return;
  const read = decodeLayer(await readCells(plan, community, abort));
  // a layer that was made anew numbers its cells in another way
  if (read.hash !== layer) return;
  const named = new Set(
    certificate.unavoidable.flatMap(({ proof }) => (Array.isArray(proof.cells) ? proof.cells.slice(0, 1) : [])),
  );
  const codes = [...named].flatMap((cell) => read.cells[Number(cell)]?.places.slice(0, 1) ?? []).slice(0, MOST_NAMES);
  const found = await Promise.all(codes.map((code) => nameOf(code, community, abort)));
  const names = new Map(found.filter((one): one is [string, string] => one !== null));
  proofPlaces.value = new Map(proofPlaces.peek()).set(community, { layer: read, names });
}

async function nameOf(code: string, area: string, abort: AbortSignal): Promise<[string, string] | null> {
  const query = { q: code, area, limit: 5 };
  const { features } = await request<{ features: PlaceFeature[] }>('/api/places', { query, signal: abort });
  const place = features.find(({ properties }) => properties.code === code)?.properties;
  const name = place?.name ?? place?.address ?? null;
  return name === null ? null : [code, name];
}
