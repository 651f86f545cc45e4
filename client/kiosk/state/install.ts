/** The page as something that is kept: its service worker, and a newer build that is taken while nobody uses the screen. */
let waiting: ServiceWorker | null = null;

export async function followInstall(): Promise<void> {
  if (!import.meta.env.PROD || navigator.serviceWorker === undefined) return;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (waiting !== null) window.location.reload();
  });
  try {
    const registration = await navigator.serviceWorker.register('/kiosk-worker.js', { scope: '/kiosk' });
    waiting = registration.active === null ? null : registration.waiting;
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => {
        if (installing.state === 'installed' && registration.active !== null) waiting = installing;
      });
    });
    window.setInterval(() => void registration.update().catch(() => {}), 60 * 60_000);
  } catch {
    // refused, as in a private window: the page then needs its network
  }
}

export function takeNewer(): void {
  waiting?.postMessage('take-over');
}
