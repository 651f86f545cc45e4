/** Whom to call in a grid: what its community says, else the town, else the county; the national hotline where nobody says. Pure. */
import type { KioskNotice } from '../../server/contract/kiosk.ts';

/** 政务服务便民热线, everywhere in the country. */
export const HOTLINE = '12345';

export interface Contacts {
  readonly hotline: string;
  readonly office: string | null;
  readonly hours: string | null;
  readonly mapReview: string | null;
}

/** `notices` outer ones first; `area`: the community, or any area. */
export function contactsOf(notices: readonly KioskNotice[], area: string): Contacts {
  const said = notices.filter((notice) => area.startsWith(notice.area));
  const last = (field: 'hotline' | 'office' | 'hours' | 'mapReview') =>
    said.reduce<string | null>((found, notice) => notice[field] ?? found, null);
  return {
    hotline: last('hotline') ?? HOTLINE,
    office: last('office'),
    hours: last('hours'),
    mapReview: last('mapReview'),
  };
}
