/**
 * The service worker of a page that is kept, built once for the field page and once for the kiosk: keeps the page with all its
 * files, so that it opens without network; at the kiosk it also answers photos from what the page has put aside. Other answers of the
 * API are none of its business: the page keeps them itself, the field page under the account they belong to. A new build waits until
 * the page says so.
 */
declare const __PAGE__: 'field' | 'kiosk';
declare const __KEPT_FILES__: readonly string[];
declare const __KEPT_BUILD__: string;

/** What a worker's global has; the library of types has it only for all files or none. */
interface WorkerScope {
  addEventListener(kind: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(kind: 'fetch', listener: (event: Fetched) => void): void;
  addEventListener(kind: 'message', listener: (event: { readonly data: unknown }) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  readonly location: { readonly origin: string };
}
interface Extendable {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetched {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

const scope = self as unknown as WorkerScope;
const PAGE = `/${__PAGE__}`;
const FILES = __KEPT_FILES__;
/** The kiosk page has caches of its own beside the worker's. */
const STEM = __PAGE__ === 'kiosk' ? 'gezhong-kiosk-page-' : 'gezhong-field-';
const KEPT = `${STEM}${__KEPT_BUILD__}`;
const PHOTOS = __PAGE__ === 'kiosk' ? '/api/kiosk/photos/' : null;

async function keep(): Promise<void> {
  const cache = await caches.open(KEPT);
  // past the browser's own cache: the page of this build, not of the one before
  await cache.addAll([PAGE, ...FILES].map((path) => new Request(path, { cache: 'reload' })));
}

async function dropOlder(): Promise<void> {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(STEM) && name !== KEPT);
  await Promise.all(older.map((name) => caches.delete(name)));
  await scope.clients.claim();
}

/** Kept first: what is kept fits together, and a poor network is not waited for. */
async function answer(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(KEPT);
  return (await cache.match(path)) ?? fetch(request);
}

/** A photo of that name never changes. */
const photo = async (request: Request): Promise<Response> => (await caches.match(request)) ?? fetch(request);

scope.addEventListener('install', (event) => event.waitUntil(keep()));
scope.addEventListener('activate', (event) => event.waitUntil(dropOlder()));
scope.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void scope.skipWaiting();
});
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== scope.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(answer(PAGE, request));
  else if (FILES.includes(pathname)) event.respondWith(answer(pathname, request));
  else if (PHOTOS !== null && pathname.startsWith(PHOTOS)) event.respondWith(photo(request));
});
