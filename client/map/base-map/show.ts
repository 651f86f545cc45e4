/** The configured base map on the map of the page, for as long as that lives. Fetched only where a site has one. */
import { effect, untracked } from '@preact/signals';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { BaseMap, TileSet } from '../../../server/contract/base-map.ts';
import { baseMapDrawn, baseMapOn, baseMapState, baseMapStrength } from '../../state/base-map-choices.ts';
import { theme } from '../../state/theme.ts';
import { shown } from '../../state/view.ts';
import { addBaseMap, type Ground } from './add-base-map.ts';
import { GROUND, LABELS, rasterLayers, rasterSource } from './raster.ts';
import { serveShifted, shiftedAddress } from './shifted-protocol.ts';
import type { Arrival } from './watch.ts';

/** A path of our own becomes an address, as the worker of the map knows no page. */
const whole = (path: string): string => (path.startsWith('/') ? `${window.location.origin}${path}` : path);
const wholeSet = ({ tiles, scheme }: TileSet): TileSet => ({ tiles: tiles.map(whole), scheme });

async function groundOf(base: BaseMap): Promise<Ground> {
  if (base.kind === 'raster') return rasterGround(base);
  const { archiveGround } = await import('./archive-ground.ts');
  return archiveGround(whole(base.ground.tiles[0] ?? ''), base);
}

function rasterGround(base: BaseMap): Ground {
  const given = { [GROUND]: wholeSet(base.ground), ...(base.labels && { [LABELS]: wholeSet(base.labels) }) };
  const isShifted = base.datum === 'gcj02';
  const stop = isShifted ? serveShifted(given) : () => {};
  const sources = Object.entries(given).map(([name, set]) => {
    const asked: TileSet = isShifted ? { tiles: [shiftedAddress(name)], scheme: 'xyz' } : set;
    return [name, rasterSource(base, asked)] as const;
  });
  return {
    sources: Object.fromEntries(sources),
    minZoom: base.minZoom,
    layers: (view) => rasterLayers(base, view),
    stop,
  };
}

/** Providers know a browser key by the origin of the page, which pages otherwise do not tell. */
function tellOrigin(map: MapLibreMap, base: BaseMap): void {
  const hosts = [...base.ground.tiles, ...(base.labels?.tiles ?? [])].map((one) => new URL(whole(one)).origin);
  map.setTransformRequest((url) =>
    hosts.some((host) => url.startsWith(`${host}/`) && host !== window.location.origin)
      ? { url, referrerPolicy: 'strict-origin' }
      : { url },
  );
}

/** Streets of the county give way to those of the base map, and come back with it gone; the reader may switch them at any time. */
function followStreets(): () => void {
  let isBefore = false;
  return effect(() => {
    const isNow = baseMapDrawn.value;
    if (isNow === isBefore) return;
    isBefore = isNow;
    shown.value = { ...shown.peek(), streets: !isNow };
  });
}

export function showBaseMap(map: MapLibreMap, base: BaseMap): () => void {
  let isWanted = true;
  let stopAdded = () => {};
  const tell = (arrival: Arrival) => {
    if (isWanted) baseMapState.value = arrival;
  };
  const view = () => ({ theme: theme.value, strength: baseMapStrength.value, isOn: baseMapOn.value });
  tellOrigin(map, base);
  groundOf(base).then(
    (ground) => {
      if (isWanted) stopAdded = untracked(() => addBaseMap(map, ground, { view, tell }));
      else ground.stop();
    },
    () => tell('failed'),
  );
  const stopStreets = followStreets();
  return () => {
    isWanted = false;
    stopStreets();
    stopAdded();
  };
}
