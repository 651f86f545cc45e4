/**
 * The socket of positions: told what the map looks at, it brings those who move within a moment. When it is lost it is opened
 * again, later each time; the list that is asked for besides stays true meanwhile.
 */
import { effect, signal } from '@preact/signals';
import type {
  SocketAsked,
  SocketCounts,
  SocketSubscribed,
  SocketWelcome,
} from '../../../../server/contract/live-socket.ts';
import { viewport } from '../../viewport.ts';
import { type CellRow, cellOfFrame, readCellFrame } from './cell-frame.ts';

/** True while rows come by the socket; false on a map zoomed out too far for it, too. */
export const lineOpen = signal(false);

const FIRST_WAIT_MS = 1_000;
const MOST_WAIT_MS = 30_000;
/** The map moves with every frame; the service is told when it rests. */
const REST_MS = 250;

const socketAddress = (): string => `${window.location.origin.replace(/^http/, 'ws')}/api/live/socket`;

type SocketTold = SocketWelcome | SocketSubscribed | SocketCounts;
/** What is held of a line that was lost: of more cells than this the service is not told. */
const MOST_HELD = 64;

/** The answer ends it. */
export function openLine(hear: (rows: readonly CellRow[]) => void): () => void {
  let [socket, ended, wait]: [WebSocket | null, boolean, number] = [null, false, FIRST_WAIT_MS];
  let epoch: string | null = null;
  const held = new Map<string, [x: number, y: number, seq: number]>();
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
      if (rows === null) return;
      const [x, y, seq] = cellOfFrame(data as ArrayBuffer);
      held.set(`${x} ${y}`, [x, y, seq]);
      hear(rows);
      return;
    }
    const told = JSON.parse(data) as SocketTold;
    if (told.type === 'subscribed') {
      lineOpen.value = told.mode === 'cells';
      const looked = new Set(told.cells.map(([x, y]) => `${x} ${y}`));
      for (const cell of held.keys()) if (!looked.has(cell)) held.delete(cell);
    } else if (told.type === 'welcome') {
      epoch = told.epoch;
      if (!told.resumed) held.clear();
      wait = FIRST_WAIT_MS;
      look();
    }
  };
  const open = () => {
    if (ended) return;
    socket = new WebSocket(socketAddress());
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      const cells = [...held.values()].slice(-MOST_HELD);
      say({ type: 'hello', ...(epoch === null ? {} : { since: { epoch, cells } }) });
    };
    socket.onmessage = listen;
    socket.onclose = () => {
      lineOpen.value = false;
      if (ended) return;
      // not all at once, after a service that was started anew
      again = setTimeout(open, wait * (0.5 + Math.random()));
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
    end(socket);
    lineOpen.value = false;
  };
}

/** One that is still being opened is ended when it is: before that, browsers complain. */
function end(socket: WebSocket | null): void {
  if (socket?.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close();
  else socket?.close();
}
