/** What the public is shown: which workers lack something, what a blank contact becomes, a photo made to fit, links to the kiosk. */
import { describe, expect, it, vi } from 'vitest';
import {
  CONTACT_FIELDS,
  CONTACT_MOST,
  inheritedFrom,
  isSame,
  noticeOfTexts,
  textsOfNotice,
} from '../../client/workspaces/public/contact-fields.ts';
import { fittingPhoto, PHOTO_MOST_BYTES } from '../../client/workspaces/public/fitting-photo.ts';
import { type PeopleFilter, peopleCount, peopleShown } from '../../client/workspaces/public/people-list.ts';
import { areaPreviews, gridPreviews } from '../../client/workspaces/public/preview.ts';
import { CONTACT_WRITERS, PEOPLE_WRITERS } from '../../client/workspaces/public/roles.ts';
import { KioskNotice } from '../../server/contract/kiosk.ts';
import type { Post, PostRole, Worker } from '../../server/contract/workers.ts';
import { NOTICE_WRITERS } from '../../server/kiosk/roles.ts';
import { WORKER_PHOTO_BYTES } from '../../server/workers/photo-service.ts';
import { WORKER_WRITERS } from '../../server/workers/roles.ts';

const COUNTY = '990101';
const COMMUNITY = '990101001001';

const post = (role: PostRole, grid: string): Post => ({
  ...{ id: 1, grid, gridName: `第${grid.slice(-1)}网格`, role, worker: 1, holder: '', phone: null },
  ...{ from: '2026-01-01T00:00:00Z', to: null },
});
const worker = (code: string, change: Partial<Worker> = {}): Worker => ({
  ...{
    id: Number(code.slice(1)),
    code,
    county: COUNTY,
    area: COMMUNITY,
    name: `人${code}`,
    phone: '0000-1',
    login: null,
  },
  ...{ published: true, photo: null, left: null, posts: [post('worker', `${COMMUNITY}001`)] },
  ...change,
});

const PEOPLE = [
  worker('A1', { name: '王敏', photo: 'f'.repeat(32) }),
  worker('A2', { published: false, phone: null }),
  worker('A3', { phone: null, posts: [post('leader', `${COMMUNITY}002`)] }),
  worker('A4', { posts: [post('police', `${COMMUNITY}002`)] }),
  worker('A5', { phone: null, posts: [] }),
];

describe('the list of workers', () => {
  it.each<[PeopleFilter, string, string[]]>([
    ['all', '', ['A1', 'A2', 'A3', 'A4', 'A5']],
    ['hidden', '', ['A2']],
    // who is not shown lacks no photo, and no police officer stands on a notice
    ['photo', '', ['A3']],
    // who holds no post is shown nowhere
    ['phone', '', ['A3']],
    ['all', ' 王敏 ', ['A1']],
    ['all', 'a4', ['A4']],
    ['all', '第2网格', ['A3', 'A4']],
    ['all', `${COMMUNITY}001`, ['A1', 'A2']],
    ['hidden', '王敏', []],
    ['all', '没有', []],
  ])('shows %s that say “%s”', (filter, text, expected) => {
    expect(peopleShown(PEOPLE, filter, text).map(({ code }) => code)).toEqual(expected);
    if (text === '') expect(peopleCount(PEOPLE, filter)).toBe(expected.length);
  });
});

describe('contacts', () => {
  const notice = (area: string, said: Partial<KioskNotice> = {}): KioskNotice => ({
    ...{ area, hotline: null, office: null, hours: null, mapReview: null },
    ...said,
  });
  const above = [
    notice(COUNTY, { hotline: '0000-100', office: '0000-1', mapReview: 'GS(2026)1 号' }),
    notice(`${COUNTY}001`, { office: '0000-2' }),
  ];

  it('are those of the nearest area above that says them, and the national hotline where nobody does', () => {
    expect(CONTACT_FIELDS.map((field) => inheritedFrom(field, above))).toEqual([
      { value: '0000-100', area: COUNTY },
      { value: '0000-2', area: `${COUNTY}001` },
      null,
      { value: 'GS(2026)1 号', area: COUNTY },
    ]);
    expect(inheritedFrom('hotline', [])).toEqual({ value: '12345', area: null });
    expect(inheritedFrom('office', [])).toBeNull();
  });

  it('say nothing where they are blank', () => {
    const said = notice(COMMUNITY, { hotline: '12345', hours: '周一至周五' });
    expect(noticeOfTexts(COMMUNITY, textsOfNotice(said))).toEqual(said);
    const blank = noticeOfTexts(COMMUNITY, { hotline: '  ', office: ' 0000-3 ', hours: '', mapReview: '' });
    expect(blank).toEqual(notice(COMMUNITY, { office: '0000-3' }));
    expect([isSame(blank, { ...blank, area: COUNTY }), isSame(blank, said)]).toEqual([true, false]);
  });

  it('may be as long as the service takes them, and are set by whom it lets', () => {
    const most = (field: (typeof CONTACT_FIELDS)[number]) =>
      (KioskNotice.properties[field] as unknown as { anyOf: { maxLength?: number }[] }).anyOf.find(
        ({ maxLength }) => maxLength !== undefined,
      )?.maxLength;
    for (const field of CONTACT_FIELDS) expect([field, CONTACT_MOST[field]]).toEqual([field, most(field)]);
    const others = (roles: readonly string[]) => roles.filter((role) => role !== 'admin');
    expect(others(NOTICE_WRITERS)).toEqual([...CONTACT_WRITERS]);
    expect(others(WORKER_WRITERS)).toEqual([...PEOPLE_WRITERS]);
  });
});

describe('a photo', () => {
  const file = (bytes: number, type: string) => new Blob([new Uint8Array(bytes)], { type });

  it('may have as many bytes as the service takes, and goes as it is when it has no more', async () => {
    expect(PHOTO_MOST_BYTES).toBe(WORKER_PHOTO_BYTES);
    const draw = vi.fn();
    for (const type of ['image/jpeg', 'image/png', 'image/webp']) {
      const fits = file(PHOTO_MOST_BYTES, type);
      expect(await fittingPhoto(fits, draw)).toBe(fits);
    }
    expect(draw).not.toHaveBeenCalled();
  });

  it('is drawn smaller and smaller until it fits, or is refused', async () => {
    const drawn: number[] = [];
    const drawing = (bytesPerPx: number) => async (_file: Blob, longest: number) => {
      drawn.push(longest);
      return file(longest * bytesPerPx, 'image/jpeg');
    };
    const large = file(PHOTO_MOST_BYTES + 1, 'image/jpeg');
    expect(((await fittingPhoto(large, drawing(600))) as Blob).size).toBe(800 * 600);
    expect(drawn).toEqual([1200, 800]);
    expect(await fittingPhoto(large, drawing(2000))).toBe('tooLarge');
    // another kind of picture is drawn anew, however small it is
    expect(((await fittingPhoto(file(10, 'image/gif'), drawing(1))) as Blob).type).toBe('image/jpeg');
    expect(await fittingPhoto(file(10, 'text/plain'), () => Promise.reject(new Error('no picture')))).toBe(
      'unreadable',
    );
  });
});

describe('links to the kiosk', () => {
  it('name area or grid, view and language', () => {
    const hrefs = (links: readonly { href: string }[]) => links.map(({ href }) => href);
    expect(hrefs(areaPreviews(COUNTY, 'county', 'zh-CN'))).toEqual([
      `/kiosk?area=${COUNTY}`,
      `/kiosk?area=${COUNTY}&view=map`,
    ]);
    expect(hrefs(areaPreviews(COMMUNITY, 'community', 'en'))).toEqual([
      `/kiosk?area=${COMMUNITY}&lang=en`,
      `/kiosk?area=${COMMUNITY}&view=map&lang=en`,
      `/kiosk?area=${COMMUNITY}&view=notice&lang=en`,
    ]);
    expect(hrefs(gridPreviews(`${COMMUNITY}001`, 'zh-CN'))).toEqual([
      `/kiosk?grid=${COMMUNITY}001`,
      `/kiosk?grid=${COMMUNITY}001&view=notice`,
      `/kiosk?grid=${COMMUNITY}001&view=qr`,
    ]);
  });
});
