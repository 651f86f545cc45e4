/**
 * From noded directed edges to the rings around what they wind about positively. Edges meet in common ends only. At each
 * vertex the edges are sorted by angle; the winding number changes from wedge to wedge by the net use of the edge between
 * them, and is carried from vertex to vertex along the edges; one vertex of each connected piece is worked out by a ray.
 */
import { compareProducts } from './exact-product.ts';

/** An undirected edge a–b, its ends in order (x, then y), and how often it is used from a to b less from b to a. */
export interface Border {
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
  readonly net: number;
}

interface Spoke {
  readonly edge: number;
  /** Whether the edge leaves this vertex in its stored direction. */
  readonly forth: boolean;
  readonly dx: number;
  readonly dy: number;
}

/** Simple rings as flat pairs, the inside on the left: counter-clockwise shells, clockwise holes. */
export function borderRings(edges: readonly Border[]): number[][] {
  const nodes = new Map<string, Spoke[]>();
  edges.forEach((edge, e) => {
    spokesAt(edge.ax, edge.ay).push({ edge: e, forth: true, dx: edge.bx - edge.ax, dy: edge.by - edge.ay });
    spokesAt(edge.bx, edge.by).push({ edge: e, forth: false, dx: edge.ax - edge.bx, dy: edge.ay - edge.by });
  });
  for (const spokes of nodes.values()) spokes.sort(byAngle);
  const left = windingsLeft();
  return trace();

  function spokesAt(x: number, y: number): Spoke[] {
    const key = `${x} ${y}`;
    const known = nodes.get(key);
    if (known !== undefined) return known;
    const spokes: Spoke[] = [];
    nodes.set(key, spokes);
    return spokes;
  }

  /** The winding number on the left of each edge as stored. */
  function windingsLeft(): Int32Array {
    const known = new Int32Array(edges.length);
    const done = new Uint8Array(edges.length);
    const pieceOf = pieces();
    const order = [...nodes.keys()].map((key) => key.split(' ').map(Number) as [number, number]);
    order.sort((p, q) => p[0] - q[0] || p[1] - q[1]);
    for (const [x, y] of order) {
      const start = nodes.get(`${x} ${y}`)!;
      if (done[start[0]!.edge] === 1) continue;
      // The westernmost vertex of its piece: no spoke points west, and the order of spokes begins there.
      const around = windingAt(x, y, pieceOf[start[0]!.edge]!, pieceOf);
      const queue: { spokes: Spoke[]; spoke: number; onRight: number }[] = [
        { spokes: start, spoke: 0, onRight: around },
      ];
      while (queue.length > 0) {
        const visit = queue.pop()!;
        // From the wedge on the right of the spoke to begin with, once round counter-clockwise.
        let winding = visit.onRight;
        for (let i = 0; i < visit.spokes.length; i++) {
          const { edge, forth } = visit.spokes[(visit.spoke + i) % visit.spokes.length]!;
          const { ax, ay, bx, by, net } = edges[edge]!;
          const onRight = winding;
          winding += forth ? net : -net;
          if (done[edge] === 1) continue;
          done[edge] = 1;
          known[edge] = forth ? winding : onRight;
          const [nx, ny] = forth ? [bx, by] : [ax, ay];
          const spokes = nodes.get(`${nx} ${ny}`)!;
          const back = spokes.findIndex((spoke) => spoke.edge === edge && spoke.forth !== forth);
          // Seen from the far end, the right of the returning spoke is the left of this one.
          queue.push({ spokes, spoke: back, onRight: winding });
        }
      }
    }
    return known;
  }

  function pieces(): Int32Array {
    const pieceOf = new Int32Array(edges.length).fill(-1);
    let count = 0;
    for (let e = 0; e < edges.length; e++) {
      if (pieceOf[e]! >= 0) continue;
      const stack = [e];
      pieceOf[e] = count;
      while (stack.length > 0) {
        const { ax, ay, bx, by } = edges[stack.pop()!]!;
        for (const { edge } of [...nodes.get(`${ax} ${ay}`)!, ...nodes.get(`${bx} ${by}`)!]) {
          if (pieceOf[edge]! >= 0) continue;
          pieceOf[edge] = count;
          stack.push(edge);
        }
      }
      count += 1;
    }
    return pieceOf;
  }

  /** The winding number of all other pieces around a point that is on none of them: by a ray to the east. */
  function windingAt(x: number, y: number, piece: number, pieceOf: Int32Array): number {
    let winding = 0;
    for (let e = 0; e < edges.length; e++) {
      const { ax, ay, bx, by, net } = edges[e]!;
      if (pieceOf[e] === piece || ay > y === by > y) continue;
      const order = compareProducts(bx - ax, y - ay, by - ay, x - ax);
      if (order > 0 === by > ay) winding += by > ay ? net : -net;
    }
    return winding;
  }

  /** Follows the edges with the inside on the left, sharpest left first, and splits at vertices met again. */
  function trace(): number[][] {
    const used = new Uint8Array(edges.length);
    const rings: number[][] = [];
    const direction = (e: number): -1 | 0 | 1 => {
      const leftIn = left[e]! > 0;
      const rightIn = left[e]! - edges[e]!.net > 0;
      return leftIn === rightIn ? 0 : leftIn ? 1 : -1;
    };
    edges.forEach((first, e) => {
      const way = direction(e);
      if (way === 0 || used[e] === 1) return;
      const startX = way === 1 ? first.ax : first.bx;
      const startY = way === 1 ? first.ay : first.by;
      const path: [number, number][] = [[startX, startY]];
      const seen = new Map<string, number>([[`${startX} ${startY}`, 0]]);
      let at = e;
      let forth = way === 1;
      for (;;) {
        used[at] = 1;
        const edge = edges[at]!;
        const [x, y] = forth ? [edge.bx, edge.by] : [edge.ax, edge.ay];
        const key = `${x} ${y}`;
        const before = seen.get(key);
        if (before === undefined) {
          seen.set(key, path.length);
          path.push([x, y]);
        } else {
          const loop = path.splice(before + 1);
          for (const [lx, ly] of loop) seen.delete(`${lx} ${ly}`);
          rings.push([x, y, ...loop.flat()]);
        }
        const spokes = nodes.get(key)!;
        const back = spokes.findIndex((spoke) => spoke.edge === at && spoke.forth !== forth);
        let next: Spoke | null = null;
        for (let i = 1; i <= spokes.length && next === null; i++) {
          const spoke = spokes[(back - i + spokes.length * 2) % spokes.length]!;
          if (used[spoke.edge] === 0 && direction(spoke.edge) === (spoke.forth ? 1 : -1)) next = spoke;
        }
        if (next === null) return;
        if (path.length === 1 && x === startX && y === startY && before === 0) return;
        at = next.edge;
        forth = next.forth;
      }
    });
    return rings;
  }
}

/** Directions in counter-clockwise order, beginning with due west. Exact. */
function byAngle(a: Spoke, b: Spoke): number {
  const half = (s: Spoke): number => (s.dy < 0 || (s.dy === 0 && s.dx < 0) ? 0 : 1);
  return half(a) - half(b) || compareProducts(a.dy, b.dx, a.dx, b.dy);
}
