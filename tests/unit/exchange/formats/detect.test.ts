import { describe, expect, it } from 'vitest';
import { detectKind } from '../../../../server/exchange/formats/detect.ts';
import { scratch } from '../../../support/scratch.ts';
import { zipOf } from '../../../support/zip-writer.ts';

const { write, folder } = scratch();
const feature = '{"type":"Feature","properties":{},"geometry":null}';

describe('the kind of a file', () => {
  it.each<[string, string | Buffer, string]>([
    ['upload.bin', zipOf([{ name: 'a.shp', data: 'x' }]), 'zip'],
    ['a.zip', Buffer.from('504b0506000000000000000000000000', 'hex'), 'zip'],
    ['layer.zip', 'SQLite format 3\0 and so on', 'geopackage'],
    ['a.csv', Buffer.from('0000270a0000000000000000', 'hex'), 'shapefile'],
    ['a.txt', `\uFEFF \n ${feature}`, 'geojson'],
    ['a', `[${feature}]`, 'geojson'],
    ['a', `${feature}\n${feature}\n`, 'ndjson'],
    ['a.json', `${feature}\r\n${feature}`, 'ndjson'],
    ['a', '{"type":"FeatureCollection",\n"features":[\n{}\n]}', 'geojson'],
    ['a.geojsonl', feature, 'ndjson'],
    ['a', `\u001e${feature}\n`, 'ndjson'],
    ['a.csv', 'code,name\n1,2\n', 'csv'],
    ['a.csv', '[code],name\n1,2\n', 'csv'],
    ['a', 'code;name\n1;2\n', 'csv'],
    ['a.tsv', 'code\n1\n', 'csv'],
    ['a.dbf', Buffer.from('0364', 'hex'), 'shapefile'],
  ])('%s is told by its content, then by its name', async (name, content, kind) => {
    expect(await detectKind(await write('file', content), name)).toBe(kind);
  });

  it.each<[string, string | Buffer, string, Record<string, unknown>]>([
    ['nothing', '', 'file-empty', {}],
    ['blanks', ' \n\t', 'file-empty', {}],
    ['UTF-16 with its mark', Buffer.from('\uFEFF{"a":1}', 'utf16le'), 'encoding-wrong', { encoding: 'utf-16' }],
    ['UTF-16 without it', Buffer.from('{"a":1}', 'utf16le'), 'encoding-wrong', { encoding: 'utf-16' }],
    ['KML', '<?xml version="1.0"?><kml>', 'format-unknown', { looksLike: 'kml' }],
    ['a web page', '<!doctype html><html>', 'format-unknown', { looksLike: 'html' }],
    ['RAR', Buffer.from('526172211a0700', 'hex'), 'format-unknown', { looksLike: 'rar' }],
    ['an old spreadsheet', Buffer.from('d0cf11e0a1b11ae100', 'hex'), 'format-unknown', { looksLike: 'xls' }],
    ['a word', 'hello', 'format-unknown', {}],
    ['bytes', Buffer.from('abc\0,def'), 'format-unknown', {}],
  ])('%s is refused by name', async (_what, content, code, params) => {
    await expect(detectKind(await write('file', content), 'file')).rejects.toMatchObject({ code, params });
  });

  it('says that a file is not there', async () => {
    await expect(detectKind(`${folder}/none`, 'none')).rejects.toMatchObject({
      code: 'file-unreadable',
      params: { reason: 'ENOENT' },
    });
  });
});
