/**
 * Lines and circles of the gesture under way, drawn over the map at once: no source is handed to the map while somebody draws.
 * The brush is a circle around the pointer, in metres of the ground.
 */
import { effect } from '@preact/signals';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { toDegrees } from '../../../server/geometry/lattice.ts';
import { BRUSHES_M, brush, tool } from '../../state/plan/choice.ts';
import { cutQuestion } from '../../state/plan/cut-question.ts';
import { grip, type Sketch, sketch } from '../../state/plan/sketch.ts';
import { isDrawing } from '../../state/plan/strokes.ts';
import '../../theme/plan-map.css';

const SVG = 'http://www.w3.org/2000/svg';
/** A brush below this is no circle but the pointer itself. */
const LEAST_PX = 4;

/** The cut that is asked about stays in sight. */
function askedCut(): Sketch | null {
  const question = cutQuestion.peek();
  return question && { kind: 'cut', line: [], results: [question.line], fault: null };
}

export interface PlanOverlay {
  /** Where the pointer is, in pixels of the map; null: nowhere. */
  point(at: readonly [x: number, y: number] | null): void;
  stop(): void;
}

export function planOverlay(map: MapLibreMap): PlanOverlay {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'plan-overlay');
  svg.setAttribute('aria-hidden', 'true');
  const add = <Name extends 'path' | 'circle'>(name: Name, of: string): SVGElementTagNameMap[Name] => {
    const element = document.createElementNS(SVG, name);
    element.setAttribute('class', of);
    svg.append(element);
    return element;
  };
  const drawn = add('path', 'drawn');
  const resultEdge = add('path', 'result-edge');
  const result = add('path', 'result');
  const handle = add('circle', 'handle');
  const cursor = add('circle', 'brush');
  map.getContainer().append(svg);
  let at: readonly [number, number] | null = null;

  const pathOf = (line: readonly number[], closed = false): string => {
    if (line.length < 2) return '';
    const points: string[] = [];
    for (let i = 0; i + 1 < line.length; i += 2) {
      const { x, y } = map.project([toDegrees(line[i]!), toDegrees(line[i + 1]!)]);
      points.push(`${x.toFixed(1)} ${y.toFixed(1)}`);
    }
    return `M${points.join('L')}${closed ? 'Z' : ''}`;
  };

  const drawLines = (): void => {
    const now = sketch.peek() ?? askedCut();
    const line = now?.line ?? [];
    const isBox = now?.kind === 'rectangle' && line.length >= 4;
    const [ax, ay, bx, by] = [line[0]!, line[1]!, line[line.length - 2]!, line[line.length - 1]!];
    const outline = isBox ? [ax, ay, bx, ay, bx, by, ax, by] : line;
    drawn.setAttribute('d', pathOf(outline, isBox || now?.kind === 'lasso'));
    svg.setAttribute('data-kind', now?.kind ?? '');
    svg.setAttribute('data-fault', now?.fault ?? '');
    const path = (now?.results ?? []).map((one) => pathOf(one)).join('');
    result.setAttribute('d', path);
    resultEdge.setAttribute('d', path);
    const hold = grip.peek();
    handle.style.display = hold === null ? 'none' : '';
    if (hold === null) return;
    const { x, y } = map.project([toDegrees(hold[0]), toDegrees(hold[1])]);
    handle.setAttribute('cx', x.toFixed(1));
    handle.setAttribute('cy', y.toFixed(1));
  };

  const drawBrush = (): void => {
    const isRound = isDrawing() && (tool.peek() === 'brush' || tool.peek() === 'restore');
    const metres = isRound && brush.peek() > 0 ? (BRUSHES_M[brush.peek()] ?? 0) : 0;
    const { lat } = map.getCenter();
    const pixels = (metres * 512 * 2 ** map.getZoom()) / (40_075_016.686 * Math.cos((lat * Math.PI) / 180));
    const isShown = at !== null && pixels >= LEAST_PX;
    cursor.style.display = isShown ? '' : 'none';
    if (at === null || !isShown) return;
    cursor.setAttribute('cx', String(at[0]));
    cursor.setAttribute('cy', String(at[1]));
    cursor.setAttribute('r', pixels.toFixed(1));
  };

  const draw = (): void => {
    drawLines();
    drawBrush();
  };
  const stop = effect(() => {
    void sketch.value;
    void cutQuestion.value;
    void grip.value;
    void tool.value;
    void brush.value;
    void isDrawing();
    draw();
  });
  map.on('move', draw);
  return {
    point(where) {
      at = where;
      drawBrush();
    },
    stop() {
      stop();
      map.off('move', draw);
      svg.remove();
    },
  };
}
