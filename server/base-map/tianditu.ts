/**
 * The national map 天地图 by name: ground and words in Web Mercator from its eight hosts, for a key of the site ("browser" kind).
 * The number of its review changes with the years and is shown on its site, so the site's configuration says it.
 */
const layer = (name: string): string =>
  `https://t{0-7}.tianditu.gov.cn/${name}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${name}&STYLE=default` +
  '&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk={key}';

interface Known {
  readonly ground: string;
  readonly labels: string;
}

export const TIANDITU: Readonly<Record<string, Known>> = {
  'tianditu-vec': { ground: layer('vec'), labels: layer('cva') },
  'tianditu-img': { ground: layer('img'), labels: layer('cia') },
  'tianditu-ter': { ground: layer('ter'), labels: layer('cta') },
};

export const TIANDITU_ZOOMS = '1-18';
export const TIANDITU_ATTRIBUTION = '国家地理信息公共服务平台“天地图”';
