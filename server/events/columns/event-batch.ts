/** Events as the database hands them over, column by column: the same position in every array is the same event. */

export interface EventBatch {
  readonly serial: Float64Array;
  readonly reported: Float64Array;
  readonly ended: Float64Array;
  readonly due: Float64Array;
  readonly dispatched: Float64Array;
  readonly handled: Float64Array;
  readonly handleDue: Float64Array;
  readonly verifyDue: Float64Array;
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly area: readonly string[];
  /** '' where there is none. */
  readonly grid: readonly string[];
  /** Dictionary and code, with a slash between. */
  readonly category: readonly string[];
  /** County, kind, code and name, apart by a unit separator; '' where there is none. */
  readonly handler: readonly string[];
  readonly grade: Uint8Array;
  readonly way: Uint8Array;
  readonly channel: Uint8Array;
  readonly state: Uint8Array;
  readonly flags: Uint8Array;
  readonly dispatches: Uint8Array;
  readonly returns: Uint8Array;
}

export const UNIT_SEPARATOR = '\u001f';
export const RECORD_SEPARATOR = '\u001e';

/** Big-endian doubles, as the database sends them. */
export function doubles(bytes: Uint8Array): Float64Array {
  const own = Buffer.from(bytes);
  const aligned = new Uint8Array(own.length);
  aligned.set(own.swap64());
  return new Float64Array(aligned.buffer);
}

/** Big-endian int32. */
export function integers(bytes: Uint8Array): Int32Array {
  const own = Buffer.from(bytes);
  const aligned = new Uint8Array(own.length);
  aligned.set(own.swap32());
  return new Int32Array(aligned.buffer);
}
