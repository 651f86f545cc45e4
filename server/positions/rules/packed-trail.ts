/**
 * The trail of one worker and day as bytes: the form's number, how many, then of each fix what changed since the one before:
 * ms, longitude and latitude in units, metres of accuracy. A walk takes some seven bytes a fix.
 */
import { VarintReader, VarintWriter } from './varint.ts';

/** Columns of one length, by rising time. */
export interface TrailColumns {
  readonly t: Float64Array;
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly accuracy: Uint8Array;
}

const FORM = 1;

export function packTrail({ t, x, y, accuracy }: TrailColumns): Uint8Array {
  const bytes = new VarintWriter(16 + t.length * 8);
  bytes.unsigned(FORM);
  bytes.unsigned(t.length);
  for (let i = 0; i < t.length; i++) {
    bytes.unsigned(t[i]! - (i === 0 ? 0 : t[i - 1]!));
    bytes.signed(x[i]! - (i === 0 ? 0 : x[i - 1]!));
    bytes.signed(y[i]! - (i === 0 ? 0 : y[i - 1]!));
    bytes.signed(accuracy[i]! - (i === 0 ? 0 : accuracy[i - 1]!));
  }
  return bytes.finish();
}

/** Throws RangeError for bytes of another form, or that are not whole. */
export function unpackTrail(packed: Uint8Array): TrailColumns {
  const bytes = new VarintReader(packed);
  const form = bytes.unsigned();
  if (form !== FORM) throw new RangeError(`a trail of form ${form} cannot be read`);
  const count = bytes.unsigned();
  if (count > packed.length) throw new RangeError('a trail has fewer bytes than fixes');
  const columns: TrailColumns = {
    t: new Float64Array(count),
    x: new Int32Array(count),
    y: new Int32Array(count),
    accuracy: new Uint8Array(count),
  };
  let [t, x, y, accuracy] = [0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    columns.t[i] = t += bytes.unsigned();
    columns.x[i] = x += bytes.signed();
    columns.y[i] = y += bytes.signed();
    columns.accuracy[i] = accuracy += bytes.signed();
  }
  if (!bytes.done) throw new RangeError('a trail has more bytes than fixes');
  return columns;
}
