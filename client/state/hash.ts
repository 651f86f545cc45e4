/**
 * The part of the address after `#`: `#/map&map=14/30.4/117.2&grid=…`. The separator is `&`; a `?` is read as one, because
 * links are typed by people. Values are codes, numbers and times, never free text: the map library decodes what it writes.
 */
export interface Address {
  /** `['map']`, `['setup']`: the segments after the first slash; empty when none is named. */
  readonly path: readonly string[];
  readonly params: Readonly<Record<string, string>>;
}

const SAFE = /^[0-9A-Za-z_.:,/~+-]*$/;

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function parseHash(hash: string): Address {
  const params: Record<string, string> = {};
  let path: string[] = [];
  for (const part of hash.replace(/^#/, '').split(/[&?]/)) {
    if (part === '') continue;
    if (part.startsWith('/')) {
      path = part.replace(/=$/, '').split('/').filter(Boolean).map(decode);
      continue;
    }
    const at = part.indexOf('=');
    if (at > 0) params[decode(part.slice(0, at))] = decode(part.slice(at + 1));
  }
  return { path, params };
}

/** The hash of an address. `map` comes first after the path; a value that is not plain is left out. */
export function formatHash(address: Address): string {
  const names = Object.keys(address.params).sort((a, b) => Number(b === 'map') - Number(a === 'map'));
  const parts = names
    .filter((name) => address.params[name] !== '' && SAFE.test(address.params[name] ?? ''))
    .map((name) => `${name}=${address.params[name]}`);
  return `#${[`/${address.path.join('/')}`, ...parts].join('&')}`;
}
