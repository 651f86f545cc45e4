/** Whom an area says to call, field by field: what is shown where it leaves one blank, and what of it was written anew. Pure. */
import type { KioskNotice } from '../../../server/contract/kiosk.ts';
import { HOTLINE } from '../../kiosk/contacts.ts';

export const CONTACT_FIELDS = ['hotline', 'office', 'hours', 'mapReview'] as const;
export type ContactField = (typeof CONTACT_FIELDS)[number];
/** Characters, as the contract has it. */
export const CONTACT_MOST: Readonly<Record<ContactField, number>> = {
  hotline: 40,
  office: 40,
  hours: 60,
  mapReview: 60,
};

export interface Inherited {
  readonly value: string;
  /** null: nobody says it, it holds everywhere. */
  readonly area: string | null;
}

/** What is shown where the area itself says nothing. `above`: the areas around it, outer ones first. */
export function inheritedFrom(field: ContactField, above: readonly KioskNotice[]): Inherited | null {
  const saying = above.findLast((notice) => notice[field] !== null);
  if (saying !== undefined) return { value: saying[field]!, area: saying.area };
  return field === 'hotline' ? { value: HOTLINE, area: null } : null;
}

export type ContactTexts = Readonly<Record<ContactField, string>>;

export const textsOfNotice = (notice: KioskNotice): ContactTexts => ({
  hotline: notice.hotline ?? '',
  office: notice.office ?? '',
  hours: notice.hours ?? '',
  mapReview: notice.mapReview ?? '',
});

/** Blank is nothing said. */
export const noticeOfTexts = (area: string, texts: ContactTexts): KioskNotice => ({
  area,
  hotline: texts.hotline.trim() || null,
  office: texts.office.trim() || null,
  hours: texts.hours.trim() || null,
  mapReview: texts.mapReview.trim() || null,
});

export const isSame = (a: KioskNotice, b: KioskNotice): boolean =>
  CONTACT_FIELDS.every((field) => a[field] === b[field]);
