/** `locate`: CSV from standard input, the same rows with their grids to standard output, in constant memory. */
import { Readable } from 'node:stream';
import { decodeText } from '../exchange/text-encoding.ts';
import { locateCsv } from '../locate/bulk-text.ts';
import { ask, openHere } from './connect.ts';
import { oneOf, parse, type Terminal, UsageError, write } from './terminal.ts';

const DATUMS = ['wgs84', 'gcj02', 'bd09'] as const;

export async function locateCommand(args: string[], terminal: Terminal): Promise<number> {
  const { values } = parse({
    args,
    options: {
      county: { type: 'string' },
      datum: { type: 'string', default: 'wgs84' },
      lon: { type: 'string' },
      lat: { type: 'string' },
      url: { type: 'string' },
    },
  });
  const datum = oneOf('--datum', values.datum, DATUMS);
  if (values.url !== undefined) {
    const query = new URLSearchParams({ datum });
    if (values.county !== undefined) query.set('county', values.county);
    if (values.lon !== undefined) query.set('lonField', values.lon);
    if (values.lat !== undefined) query.set('latField', values.lat);
    const response = await ask(terminal, values.url, `/api/locate?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: Readable.toWeb(terminal.stdin) as ReadableStream,
      duplex: 'half',
    } as RequestInit);
    for await (const chunk of response.body ?? []) await write(terminal.stdout, chunk);
    return 0;
  }
  const service = await openHere(terminal);
  try {
    const all = service.maps.all();
    const maps = values.county === undefined ? all : all.filter((map) => map.countyCode === values.county);
    if (maps.length === 0)
      throw new UsageError(`no grids are loaded${values.county ? ` for county ${values.county}` : ''}`);
    const options = { datum, lonField: values.lon, latField: values.lat };
    for await (const rows of locateCsv(decodeText(terminal.stdin), maps, options)) await write(terminal.stdout, rows);
    return 0;
  } finally {
    await service.close();
  }
}
