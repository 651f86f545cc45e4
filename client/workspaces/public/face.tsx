/** The photo of a worker as the public gets it, else a sign in its place. It says nothing that the name beside it does not. */
import type { Worker } from '../../../server/contract/workers.ts';

export function Face({ worker, name = null }: { worker: Worker; name?: string | null }) {
  // who is not published has no photo that anybody may fetch
  if (worker.photo !== null && worker.published)
    return <img class="face" loading="lazy" src={`/api/kiosk/photos/${worker.photo}`} alt={name ?? ''} />;
  return (
    <span class="face">
      <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
        <path d="M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.500 20.500c.7-4 3.700-6 7.500-6s6.800 2 7.500 6" />
      </svg>
    </span>
  );
}
