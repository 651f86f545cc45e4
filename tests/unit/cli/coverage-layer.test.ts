/** `coverage --layer`: any polygon file, without a database; the exit code, and the printable report. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { coverageCommand } from '../../../server/cli/coverage.ts';
import { type Terminal, UsageError } from '../../../server/cli/terminal.ts';
import { fixture } from '../../support/layer.ts';
import { scratch } from '../../support/scratch.ts';

const { folder } = scratch();

async function run(...args: string[]): Promise<{ code: number; text: string }> {
  const written: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  });
  // A database that cannot be opened: whoever tries, fails.
  const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
  const terminal: Terminal = { stdin: Readable.from([]), stdout: sink, stderr: sink, env };
  return { code: await coverageCommand(args, terminal), text: written.join('') };
}

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const square = (west: number, south: number, size = 0.01) => {
  const [w, s, e, n] = [west, south, west + size, south + size].map((one) => Math.round(one * 1e7) / 1e7);
  return {
    type: 'Polygon',
    coordinates: [
      [
        [w, s],
        [e, s],
        [e, n],
        [w, n],
        [w, s],
      ],
    ],
  };
};
const layer = (...features: [properties: object, geometry: object | null][]) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: features.map(([properties, geometry]) => ({ type: 'Feature', properties, geometry })),
  });

describe('coverage --layer', () => {
  const clean = file('clean.geojson', layer([{ code: 'a' }, square(117, 30)], [{ code: 'b' }, square(117.01, 30)]));
  const overlapping = file(
    'overlap.geojson',
    layer([{ code: '<b>a</b>' }, square(117, 30)], [{ code: 'b' }, square(117.008, 30)]),
  );

  it('is 0 for a layer without defects, whatever lies outside it', async () => {
    const { code, text } = await run('--layer', clean);
    expect([code, text]).toEqual([0, 'clean.geojson: 2 grids\nclean, 0 below 1 m²\n']);
  });

  it('is 1 for an overlap, and says where', async () => {
    const { code, text } = await run('--layer', overlapping, '--format', 'json');
    const report = JSON.parse(text);
    expect([code, report.clean, report.findings[0].kind, report.findings[0].grids]).toEqual([
      1,
      false,
      'overlap',
      ['<b>a</b>', 'b'],
    ]);
    expect(report.dataHash).toMatch(/^[0-9a-f]{64}$/);
    const features = JSON.parse((await run('--layer', overlapping, '--format', 'geojson')).text).features;
    expect(features[0].geometry.type).toBe('Polygon');
  });

  it('leaves small defects to be counted', async () => {
    const sliver = file('s.geojson', layer([{ code: 'a' }, square(117, 30)], [{ code: 'b' }, square(117.0099, 30)]));
    expect((await run('--layer', sliver, '--min-area', '1000000')).text).toContain('1 below 1000000 m²');
  });

  it('is 1 for rows that hold no polygon, and for rings that cross', async () => {
    const holes = file('h.geojson', layer([{ code: 'a' }, square(117, 30)], [{ code: 'b' }, null]));
    expect(await run('--layer', holes)).toMatchObject({
      code: 1,
      text: expect.stringContaining('1 rows without a polygon'),
    });
    const bow = {
      type: 'Polygon',
      coordinates: [
        [
          [117, 30],
          [117.01, 30.01],
          [117.01, 30],
          [117, 30.01],
          [117, 30],
        ],
      ],
    };
    const crossed = file('c.geojson', layer([{ code: 'a' }, bow]));
    expect(await run('--layer', crossed)).toMatchObject({ code: 1, text: expect.stringContaining('not judged: a') });
  });

  it('holds micro grids against the grids they name, not against their neighbours', async () => {
    const micro = (size: number) =>
      file(
        'm.geojson',
        layer(
          [{ code: 'a', kind: 'basic' }, square(117, 30)],
          [{ code: 'a01', kind: 'micro', parentCode: 'a' }, square(117, 30, size)],
        ),
      );
    expect((await run('--layer', micro(0.01))).code).toBe(0);
    expect((await run('--layer', micro(0.02))).text).toContain('child-outside');
  });

  it('takes the columns it is told', async () => {
    const named = file(
      'n.geojson',
      layer([{ NO: 7, code: 'x' }, square(117, 30)], [{ NO: 8, code: 'y' }, square(117.008, 30)]),
    );
    const { text } = await run('--layer', named, '--map', 'code=NO');
    expect(text).toContain('  7 8  ');
    await expect(run('--layer', named, '--map', 'code=NR')).rejects.toThrow('column-missing');
  });

  it.each([
    [[]],
    [['--layer', '/nowhere/at.all']],
    [['--layer', 'package.json']],
    [['--county', '12']],
    [['--layer', 'package.json', '--url', 'http://localhost:1']],
    [['--layer', 'package.json', '--format', 'xml']],
    [['--layer', 'package.json', '--lang', 'fr']],
    [['--layer', 'package.json', '--min-area', '-1']],
  ])('%j is a usage error', async (args) => {
    await expect(run(...args)).rejects.toBeInstanceOf(UsageError);
  });

  it('asks for the coordinate system of numbers that are no degrees', async () => {
    const metres = file('p.geojson', layer([{ code: 'a' }, square(500000, 3300000, 100)]));
    await expect(run('--layer', metres)).rejects.toThrow('crs-needed');
    expect((await run('--layer', metres, '--crs', 'EPSG:4548')).code).toBe(0);
  });

  const providence = fixture('maup-providence');
  it.skipIf(providence.absent)(`reads a zipped shapefile: ${providence.title}`, async () => {
    const { code, text } = await run('--layer', `${providence.folder}precincts.zip`, '--format', 'json');
    const report = JSON.parse(text);
    expect([code, report.counts.overlap > 0, report.totals.grids]).toEqual([1, true, 59]);
  });

  it('as html is a page of its own: escaped, nothing loaded, with a place to sign', async () => {
    const { text } = await run('--layer', overlapping, '--format', 'html');
    expect(text).toContain('<html lang="zh-CN">');
    expect(text).toContain('网格覆盖核查报告');
    expect(text).toContain('&#60;b&#62;a&#60;/b&#62; b');
    expect(text).not.toContain('<b>a');
    expect(text).not.toMatch(/<(script|link|img)|https?:|@import|url\(/);
    const report = JSON.parse((await run('--layer', overlapping, '--format', 'json')).text);
    for (const part of [
      report.dataHash,
      report.findings[0].id,
      '核查人',
      '结论：有 1 项错误、0 项警告尚未处理。',
      '@page{size:A4',
    ])
      expect(text).toContain(part);
    const english = (await run('--layer', clean, '--format', 'html', '--lang', 'en')).text;
    expect(english).toContain('Conclusion: no finding is open.');
    expect(english).not.toMatch(/\p{Script=Han}/u);
  });
});
