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

/** A network that takes longer is as good as none. */
const PATIENCE_MS = 15_000;

/** What was kept; null: nothing. */
export async function kept(path: string): Promise<Answered | null> {
  const found = await (await shelf())?.match(path);
  if (found === undefined) return null;
  return { text: await found.text(), at: Number(found.headers.get(AT)), isKept: true };
}

/** From the service, else from what was kept. Rejects with Refused, or with Refused of `service-unreachable` where nothing is kept. */
export async function ask(path: string): Promise<Answered> {
  const answer = await fetched(path);
  if (typeof answer === 'string') {
    const at = Date.now();
    await put(path, answer, at);
    return { text: answer, at, isKept: false };
  }
  if (answer !== null && answer.status < 500 && answer.status !== 429) throw new Refused(await codeOf(answer));
  const known = await kept(path);
  if (known === null) throw new Refused('service-unreachable');
  return known;
}

/** The text, or the refusal; null: nobody answered, or not to the end. */
async function fetched(path: string): Promise<string | Response | null> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(path, { cache: 'no-cache', headers: { accept: 'application/json' }, signal });
    return response.ok ? await response.text() : response;
  } catch {
    return null;
  }
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
