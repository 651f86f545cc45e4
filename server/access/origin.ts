/**
 * Whether a request that changes something comes from our own page. Browsers say so in Sec-Fetch-Site (on https and
 * localhost) or in Origin; what says neither is no browser. Pure.
 */
export interface OriginEvidence {
  secFetchSite: string | undefined;
  origin: string | undefined;
  /** The host the request names, with port. */
  host: string;
  /** How browsers reach us, when behind a proxy. */
  publicUrl: string | undefined;
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

export function changesSomething(method: string): boolean {
  return !SAFE.has(method);
}

export function originVerdict(evidence: OriginEvidence): 'same' | 'foreign' | 'unknown' {
  const { secFetchSite, origin, host, publicUrl } = evidence;
  if (secFetchSite !== undefined) return secFetchSite === 'same-origin' || secFetchSite === 'none' ? 'same' : 'foreign';
  if (origin === undefined) return 'unknown';
  if (!URL.canParse(origin)) return 'foreign';
  const from = new URL(origin);
  if (publicUrl !== undefined && from.origin === new URL(publicUrl).origin) return 'same';
  // a proxy that ends TLS leaves us with http: the host decides
  return host !== '' && from.host === hostOf(host, from.protocol) ? 'same' : 'foreign';
}

/** The host without the port its protocol implies, as a URL writes it. */
function hostOf(host: string, protocol: string): string {
  const url = `${protocol}//${host}`;
  return URL.canParse(url) ? new URL(url).host : '';
}
