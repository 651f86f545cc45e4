import exifr from 'exifr';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../server/contract/problem.ts';
import { orientationOf } from '../../../server/events/photos/orientation.ts';
import { readPhoto } from '../../../server/events/photos/photo-file.ts';
import { takenAt } from '../../../server/events/photos/position.ts';
import { jpegOf, pngOf, type Wish, webpOf } from '../../support/photo-writer.ts';

const WRITERS: [type: string, write: (wish?: Wish) => Buffer][] = [
  ['image/jpeg', jpegOf],
  ['image/png', pngOf],
  ['image/webp', webpOf],
];
const WISH: Wish = { lon: 117.4123, lat: 30.6891, orientation: 6, secret: 'TELLTALE' };

function reasonOf(file: Uint8Array): unknown {
  try {
    return readPhoto(file).type;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'photo-invalid') return error.params.reason;
    throw error;
  }
}

describe.each(WRITERS)('%s', (type, write) => {
  it('gives its position, and keeps neither it nor anything else that was written into it', async () => {
    const before = write(WISH);
    expect(before.includes('TELLTALE')).toBe(true);
    const photo = readPhoto(before);
    expect(photo.type).toBe(type);
    const taken = await takenAt(photo.exif);
    expect(taken!.lon).toBeCloseTo(117.4123, 6);
    expect(taken!.lat).toBeCloseTo(30.6891, 6);
    const stored = Buffer.from(photo.bytes);
    expect(stored.includes('TELLTALE')).toBe(false);
    const again = readPhoto(stored);
    expect(await takenAt(again.exif)).toBeNull();
  });

  it('keeps which way is up', () => {
    expect(orientationOf(readPhoto(readPhoto(write(WISH)).bytes).exif)).toBe(6);
  });

  it('keeps a plain file byte for byte, and is done after one pass', () => {
    const photo = readPhoto(write(WISH));
    expect(Buffer.from(readPhoto(photo.bytes).bytes)).toEqual(Buffer.from(photo.bytes));
    const upright = readPhoto(write({ orientation: 1 }));
    expect(upright.exif).not.toBeNull();
    expect(readPhoto(upright.bytes).exif).toBeNull();
  });

  it('is refused wherever it is cut short', () => {
    const whole = Buffer.from(readPhoto(write()).bytes);
    for (let length = 12; length < whole.length; length++) {
      expect(typeof reasonOf(whole.subarray(0, length)), `${length} of ${whole.length}`).toBe('string');
      expect(reasonOf(whole.subarray(0, length)), `${length} of ${whole.length}`).not.toBe(type);
    }
  });

  it('never breaks on damaged bytes', () => {
    const whole = write(WISH);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, byte, cut) => {
        const damaged = Buffer.from(whole.subarray(0, cut));
        if (at < cut) damaged[at] = byte;
        expect(typeof reasonOf(damaged)).toBe('string');
      }),
      { seed: 20261122, numRuns: 2000 },
    );
  });
});

describe('what is a photo', () => {
  it.each([
    ['nothing', 'type', Buffer.alloc(0)],
    ['a page that is named .jpg', 'type', Buffer.from('<html><script>alert(1)</script>')],
    ['a picture of another kind', 'type', Buffer.from('GIF89a')],
    ['only the mark of JPEG', 'empty-picture', Buffer.of(0xff, 0xd8, 0xff, 0xd9)],
    [
      'a JPEG of height 0',
      'empty-picture',
      jpegWith((file) => file.writeUInt16BE(0, file.indexOf(Buffer.of(0xff, 0xc0)) + 5)),
    ],
    ['a PNG with a wrong checksum', 'damaged', Buffer.from(pngOf()).fill(1, 20, 21)],
  ] as const)('is not %s (%s)', (_name, reason, file) => {
    expect(reasonOf(file)).toBe(reason);
  });

  it('the colour profile of a JPEG stays, its preview goes', () => {
    const stored = Buffer.from(readPhoto(jpegOf(WISH)).bytes);
    expect(stored.includes('ICC_PROFILE')).toBe(true);
    expect(stored.includes('RGB')).toBe(false);
  });

  it('an independent reader finds no position in what is stored', async () => {
    expect((await exifr.gps(jpegOf(WISH)))?.latitude).toBeCloseTo(30.6891, 6);
    expect(await exifr.gps(Buffer.from(readPhoto(jpegOf(WISH)).bytes))).toBeUndefined();
  });
});

function jpegWith(change: (file: Buffer) => void): Buffer {
  const file = jpegOf();
  change(file);
  return file;
}
