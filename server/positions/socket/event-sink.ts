/**
 * The event stream on the line of a socket: the shared bytes of a frame go out after a head of their own, so nothing is copied
 * for each viewer.
 */
import type { Socket } from 'node:net';
import type { Sink } from '../../live/listener.ts';
import { BINARY, frameHead } from './socket-frame.ts';

export const EVENTS = 3;
const FORM = 1;
const OWN_HEAD = Buffer.from([EVENTS, FORM, 0, 0]);

/** `end`, `cut`: of the whole line. */
export function eventSink(line: Socket, end: () => void, cut: () => void): Sink {
  return {
    get writableLength() {
      return line.writableLength;
    },
    write(bytes) {
      line.cork();
      line.write(Buffer.concat([frameHead(BINARY, OWN_HEAD.length + bytes.length), OWN_HEAD]));
      const isFree = line.write(bytes);
      line.uncork();
      return isFree;
    },
    on: (event, heard) => line.on(event, heard),
    end,
    destroy: cut,
  };
}
