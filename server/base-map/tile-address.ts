/**
 * Addresses of tiles as sites and providers write them → those the map library takes. Known in braces: z, x, y or -y (TMS), their
 * names in WMTS (TileMatrix, TileCol, TileRow), key, and hosts as {0-7}, {a-c} or {s:a,b,c}. Anything else is refused in words.
 */
import type { TileSet } from '../contract/base-map.ts';

const WMTS: Readonly<Record<string, string>> = { tilematrix: 'z', tilecol: 'x', tilerow: 'y' };
const HOSTS = /\{(?:([a-z])-([a-z])|(\d)-(\d)|(?:s|switch):([\w-]+(?:,[\w-]+)*))\}/;
/** Tile matrix sets in degrees; the map is drawn in Web Mercator. */
const DEGREES = /tilematrixset=(c|crs84|[\w:%.]*(4326|4490))(&|$)|\/\w+_c\/wmts/i;

export interface TileAddress {
  readonly set: TileSet;
  /** Of other hosts, each once; empty for a path of our own. */
  readonly origins: readonly string[];
}

/** `name`: the variable, for the words of a refusal. */
export function tileAddress(name: string, template: string, key: string | undefined): TileAddress {
  const fail = (why: string): never => {
    throw new Error(`${name} ${why}`);
  };
  if (!/^(https?:\/)?\/[^/\s]/.test(template) || /\s/.test(template)) {
    fail('must be an address that begins with https:// or http://, or with / for a path of this service');
  }
  if (DEGREES.test(template)) fail('names tiles in degrees; the map needs those in Web Mercator (EPSG:3857)');
  const plain = template.replace(/\{(\w+)\}/g, (whole, word: string) => {
    const known = WMTS[word.toLowerCase()] ?? word.toLowerCase();
    return /^[zxy]$|^key$/.test(known) ? `{${known}}` : whole;
  });
  if (plain.includes('{key}') && key === undefined) fail('has {key}, so GEZHONG_BASE_MAP_KEY must be set');
  const ready = plain.replaceAll('{key}', encodeURIComponent(key ?? ''));
  const hosts = eachHost(ready);
  const first = hosts[0] ?? ready;
  // none left: a range that ends before it begins
  const unknown = /\{(?!(?:z|x|-?y)\})[^}]*\}?/.exec(first);
  if (unknown !== null)
    fail(`has ${unknown[0]}, which is not known: z, x, y, -y, key, or hosts as {0-7}, {a-c}, {s:a,b}`);
  const isTms = first.includes('{-y}');
  if (!first.includes('{z}') || !first.includes('{x}') || first.includes('{y}') === isTms) {
    fail('must have {z}, {x} and one of {y} and {-y}');
  }
  return {
    set: { tiles: hosts.map((one) => one.replaceAll('{-y}', '{y}')), scheme: isTms ? 'tms' : 'xyz' },
    origins: [...new Set(hosts.flatMap((one) => originOf(name, one)))],
  };
}

/** The origin of an address as a policy names it; none for a path of our own. */
export function originOf(name: string, address: string): string[] {
  if (address.startsWith('/')) return [];
  const host = /^https?:\/\/([^/?#]*)/.exec(address)?.[1] ?? '';
  const sample = address.replace(/\{-?\w+\}/g, '0');
  const url = URL.canParse(sample) ? new URL(sample) : null;
  if (url === null || /[{}]/.test(host)) throw new Error(`${name} must name a host that is the same for all tiles`);
  if (url.username !== '' || url.password !== '') {
    throw new Error(`${name} must not carry a password: browsers do not send it, and everybody sees it`);
  }
  return [url.origin];
}

/** One address for each host named in braces. */
function eachHost(template: string): string[] {
  const found = HOSTS.exec(template);
  if (found === null) return [template];
  const [whole, firstLetter, lastLetter, firstDigit, lastDigit, list] = found;
  const names = list?.split(',') ?? between(firstLetter ?? firstDigit ?? '', lastLetter ?? lastDigit ?? '');
  return names.map((one) => template.replaceAll(whole, one));
}

const between = (first: string, last: string): string[] => {
  const [from, to] = [first.charCodeAt(0), last.charCodeAt(0)];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => String.fromCharCode(from + index));
};
