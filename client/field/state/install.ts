/** The page as something that is on the phone: its service worker, a newer build that waits, and being put on the home screen. */
import { signal } from '@preact/signals';

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

/** A newer page is here and waits. */
export const newer = signal<ServiceWorker | null>(null);
/** The page is kept: it opens without network from now on. */
export const isKept = signal(false);
/** The browser offers to put it on the home screen. */
export const offer = signal<InstallPrompt | null>(null);

export async function followInstall(): Promise<void> {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer.value = event as InstallPrompt;
  });
  window.addEventListener('appinstalled', () => {
    offer.value = null;
  });
  if (!import.meta.env.PROD || navigator.serviceWorker === undefined) return;
  const had = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (had && newer.peek() !== null) window.location.reload();
  });
  try {
    const registration = await navigator.serviceWorker.register('/field-worker.js', { scope: '/field' });
    const watch = (worker: ServiceWorker | null) =>
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed' && registration.active !== null) newer.value = worker;
      });
    if (registration.waiting !== null && registration.active !== null) newer.value = registration.waiting;
    watch(registration.installing);
    registration.addEventListener('updatefound', () => watch(registration.installing));
    await navigator.serviceWorker.ready;
    isKept.value = true;
    // a browser may otherwise clear what waits here when the disk is full
    await navigator.storage?.persist?.();
  } catch {
    // refused, as in a private window: the page then needs its network
  }
}

export function takeNewer(): void {
  newer.peek()?.postMessage('take-over');
}

export async function install(): Promise<void> {
  await offer.peek()?.prompt();
  offer.value = null;
}
