/** What a tile's path asks for, checked. Numbers are plain decimals: `01`, `1e3` and `+1` are none. */
import { Refusal } from '../contract/problem.ts';
import type { Tile } from '../geometry/tiles/mercator.ts';
import { fieldsOf, LAYER_SETS, type LayerSet, SET_NAMES, type SetName } from './layer-sets.ts';

export function layerSet(name: string): LayerSet {
  if ((SET_NAMES as readonly string[]).includes(name)) return LAYER_SETS[name as SetName];
  throw new Refusal('layer-unknown', { layers: name, known: [...SET_NAMES] });
}

/** Throws `tile-outside` for a zoom the set has not, `request-invalid` for what is no tile. */
export function tileAt({ minZoom, maxZoom }: LayerSet, path: { z: string; x: string; y: string }): Tile {
  const tile = { z: whole('z', path.z), x: whole('x', path.x), y: whole('y', path.y) };
  if (tile.z < minZoom || tile.z > maxZoom) throw new Refusal('tile-outside', { zoom: tile.z, minZoom, maxZoom });
  for (const name of ['x', 'y'] as const) if (tile[name] >= 2 ** tile.z) throw notATile(name, path[name]);
  return tile;
}

export function whole(name: string, text: string): number {
  if (!/^(0|[1-9][0-9]{0,9})$/.test(text)) throw notATile(name, text);
  return Number(text);
}

/** Null: all fields. In order, each once. */
export function wantedFields(set: LayerSet, text: string | undefined): string[] | null {
  if (text === undefined) return null;
  const known = fieldsOf(set);
  const names = [
    ...new Set(
      text
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
  ].sort();
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return names;
  throw new Refusal(
    'request-invalid',
    { unknown, known },
    { errors: [{ pointer: 'properties', code: 'unknown-name', params: { unknown, known } }] },
  );
}

function notATile(name: string, value: string): Refusal {
  return new Refusal(
    'request-invalid',
    { [name]: value },
    { errors: [{ pointer: name, code: 'number-invalid', params: { value } }] },
  );
}
