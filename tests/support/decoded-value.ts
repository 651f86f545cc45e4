/** One property value written into a tile and read back. */
import { ByteWriter } from '../../server/tiles/mvt/byte-writer.ts';
import { LayerWriter, POINT } from '../../server/tiles/mvt/layer-writer.ts';
import { type Value, ValueTable } from '../../server/tiles/mvt/value-table.ts';
import { featuresOf } from './decoded-tile.ts';

export function encodedValue(value: Value): unknown {
  const values = new ValueTable();
  const row = [values.number(value)];
  const layer = new LayerWriter('one', ['value'], values);
  layer.path.begin();
  layer.path.point(1, 2);
  layer.add(1, POINT, row);
  const tile = new ByteWriter();
  layer.finish(tile);
  return featuresOf(tile.written(), 'one')[0]!.properties.value;
}
