/** The name of a layer: a hash over everything but its report. */
import { WordHash } from '../../geometry/content-hash.ts';
import type { CellLayer } from './cell-layer.ts';

export function layerHash(layer: Omit<CellLayer, 'hash' | 'report'>): string {
  const hash = new WordHash();
  const text = (value: string): void => {
    hash.word(value.length);
    for (let i = 0; i < value.length; i++) hash.word(value.charCodeAt(i));
  };
  const big = (value: number): void => {
    hash.word((value % 0x100000000) | 0);
    hash.word(Math.floor(value / 0x100000000) | 0);
  };
  text(layer.community);
  hash.word(layer.cells.length);
  for (const cell of layer.cells) {
    text(cell.id);
    text(cell.kind);
    hash.word(cell.places.length);
    cell.places.forEach(text);
    hash.word(cell.households);
    big(cell.areaCm2);
    big(cell.doubledArea);
    hash.word(cell.x);
    hash.word(cell.y);
    hash.word(cell.today);
    hash.word(cell.compound);
  }
  hash.words(layer.nodes);
  hash.word(layer.arcs.length);
  for (const arc of layer.arcs) {
    for (const value of [
      arc.from,
      arc.to,
      arc.left,
      arc.right,
      arc.lenCm,
      arc.class,
      Number(arc.connects),
      arc.flags,
    ]) {
      hash.word(value);
    }
    hash.word(arc.points.length);
    hash.words(arc.points);
    for (const added of arc.added) hash.word(added);
    hash.word(arc.firstLine);
    hash.word(arc.lastLine);
  }
  layer.todayCodes.forEach(text);
  for (const { id, cells } of layer.compounds) {
    text(id);
    for (const cell of cells) hash.word(cell);
  }
  for (const tie of layer.ties) for (const cell of [-1, ...tie]) hash.word(cell);
  hash.words(layer.links);
  return hash.hex();
}
