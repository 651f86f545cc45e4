/**
 * The socket of positions: told what the map looks at, it brings those who move within a moment. When it is lost it is opened
 * again, later each time; the list that is asked for besides stays true meanwhile.
 */
import { effect, signal } from '@preact/signals';
import type { SocketAsked } from '../../../../server/contract/live-socket.ts';
import { viewport } from '../../viewport.ts';
import { type CellRow, readCellFrame } from './cell-frame.ts';

/** True while rows come by the socket; false on a map zoomed out too far for it, too. */
export const lineOpen = signal(false);

const FIRST_WAIT_MS = 1_000;
const MOST_WAIT_MS = 30_000;
/** The map moves with every frame; the service is told when it rests. */
const REST_MS = 250;

const socketAddress = (): string => `${window.location.origin.replace(/^http/, 'ws')}/api/live/socket`;

/** What a text message says of the mode; null: it says nothing of it. */
function modeOf(text: string): 'cells' | 'counts' | null {
  const told: unknown = JSON.parse(text);
  const mode = (told as { type?: string; mode?: string }).type === 'subscribed' && (told as { mode?: string }).mode;
  return mode === 'cells' || mode === 'counts' ? mode : null;
}

/** The answer ends it. */
export function openLine(hear: (rows: readonly CellRow[]) => void): () => void {
  let [socket, ended, wait]: [WebSocket | null, boolean, number] = [null, false, FIRST_WAIT_MS];
  let [again, rest]: (ReturnType<typeof setTimeout> | undefined)[] = [];
  const say = (message: SocketAsked) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };
  const look = () => {
    const now = viewport.peek();
    if (now !== null) say({ type: 'subscribe', bbox: [...now.bounds], zoom: now.zoom });
  };
  const listen = ({ data }: MessageEvent) => {
    if (typeof data !== 'string') {
      const rows = readCellFrame(data as ArrayBuffer);
      if (rows !== null) hear(rows);
      return;
    }
    const mode = modeOf(data);
    if (mode !== null) lineOpen.value = mode === 'cells';
    else if (data.includes('"welcome"')) {
      wait = FIRST_WAIT_MS;
      look();
    }
  };
  const open = () => {
    if (ended) return;
    socket = new WebSocket(socketAddress());
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => say({ type: 'hello' });
    socket.onmessage = listen;
    socket.onclose = () => {
      lineOpen.value = false;
      if (ended) return;
      again = setTimeout(open, wait);
      wait = Math.min(MOST_WAIT_MS, wait * 2);
    };
  };
  open();
  const stop = effect(() => {
    void viewport.value;
    clearTimeout(rest);
    rest = setTimeout(look, REST_MS);
  });
  return () => {
    ended = true;
    stop();
    clearTimeout(again);
    clearTimeout(rest);
    socket?.close();
    lineOpen.value = false;
  };
}
