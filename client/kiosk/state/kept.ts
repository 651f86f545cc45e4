/** Answers put aside in this browser, with the time they came, for when there is no network. */
const NAME = 'gezhong-kiosk-answers';
const AT = 'x-kept-at';

export interface Answered {
  readonly text: string;
  /** When it came from the service. */
  readonly at: number;
  /** True when the service could not be reached and this is what was kept. */
  readonly isKept: boolean;
}

/** The service refused: what was kept is no better. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.name = 'Refused';
    this.code = code;
  }
}

/** None in a private window, and none where the page did not come by https. */
const shelf = async (): Promise<Cache | null> =>
  typeof caches === 'undefined' ? null : caches.open(NAME).catch(() => null);

/** From the service, else from what was kept. Rejects with Refused, or with Refused of `service-unreachable` where nothing is kept. */
export async function ask(path: string): Promise<Answered> {
  const response = await fetch(path, { cache: 'no-cache', headers: { accept: 'application/json' } }).catch(() => null);
  if (response?.ok === true) {
    const at = Date.now();
    const text = await response.text();
    await put(path, text, at);
    return { text, at, isKept: false };
  }
  if (response !== null && response.status < 500 && response.status !== 429) throw new Refused(await codeOf(response));
  const kept = await (await shelf())?.match(path);
  if (kept === undefined) throw new Refused('service-unreachable');
  return { text: await kept.text(), at: Number(kept.headers.get(AT)), isKept: true };
}

async function put(path: string, text: string, at: number): Promise<void> {
  const headers = { 'content-type': 'application/json', [AT]: String(at) };
  // a full disk keeps the kiosk from nothing
  await (await shelf())?.put(path, new Response(text, { headers })).catch(() => {});
}

async function codeOf(response: Response): Promise<string> {
  const problem = (await response.json().catch(() => null)) as { code?: unknown } | null;
  return typeof problem?.code === 'string' ? problem.code : 'service-unreachable';
}

/** Fetches what is not there yet, so that it is seen without network too. */
export async function putAside(paths: readonly string[]): Promise<void> {
  const cache = await shelf();
  if (cache === null) return;
  for (const path of paths) if ((await cache.match(path)) === undefined) await cache.add(path).catch(() => {});
  const wanted = new Set(paths.map((path) => new URL(path, window.location.href).href));
  for (const { url } of await cache.keys())
    if (url.includes('/api/kiosk/photos/') && !wanted.has(url)) await cache.delete(url);
}
