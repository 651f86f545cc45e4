/** The number under which the map of an area was reviewed 审图号: that of the area, else of the areas around it, as its notices say. */
import type { KioskNotice } from '../../server/contract/kiosk.ts';
import { isAbort, request } from './request.ts';

const LENGTHS = [12, 9, 6] as const;

/** Null where nobody says, or what they say cannot be had. */
export async function readMapReview(area: string, signal?: AbortSignal): Promise<string | null> {
  const codes = LENGTHS.filter((length) => length <= area.length).map((length) => area.slice(0, length));
  const notices = await Promise.all(
    codes.map((code) =>
      request<KioskNotice>(`/api/kiosk/notice/${code}`, { signal }).catch((error: unknown) => {
        if (isAbort(error)) throw error;
        return null;
      }),
    ),
  );
  return notices.find((notice) => notice !== null && notice.mapReview !== null)?.mapReview ?? null;
}
