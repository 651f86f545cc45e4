/** The small county with a second edition, asked by OGC API – Features: pages, ids, names, and every page to the end. */
import type { OgcLink } from '../../server/contract/ogc.ts';
import type { Database } from '../../server/database/database.ts';
import { openDesk } from './event-desk.ts';
import { COUNTY, GRIDS, gridsFile, PLACES } from './small-county.ts';

export interface Feature {
  id: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into properties freely
  properties: Record<string, any>;
  geometry: { type: string; coordinates: never } | null;
  links?: OgcLink[];
}
export interface Page {
  features: Feature[];
  links: OgcLink[];
  timeStamp: string;
  numberMatched: number;
  numberReturned: number;
}

export const EPSG = (code: number) => `http://www.opengis.net/def/crs/EPSG/0/${code}`;
export const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
export const FIRST = GRIDS[0]!.code;
export const uri = encodeURIComponent;

export type OgcDesk = Awaited<ReturnType<typeof openOgc>>;

/** `between`: an instant between the two editions. */
export async function openOgc(db: Database) {
  const desk = await openDesk(db);
  await new Promise((resolve) => setTimeout(resolve, 5));
  const between = new Date().toISOString();
  await new Promise((resolve) => setTimeout(resolve, 5));
  const second = GRIDS.map((grid) => (grid.code === FIRST ? { ...grid, name: '第一网格' } : grid));
  await desk.service.importText('grids', 'grids.geojson', gridsFile(second), { county: COUNTY });
  const moved = PLACES.replace('2号楼,幸福路1号2栋,120', '2号楼,幸福路1号2栋,130');
  await desk.service.importText('places', 'places.csv', moved, { county: COUNTY, datum: 'wgs84' });

  const get = (path: string, token?: string) =>
    desk.service.app.inject({
      url: `/ogc${path}`,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });
  const page = async (path: string, token?: string): Promise<Page> => {
    const answer = await get(`/collections/${path}`, token);
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${answer.body}`);
    return answer.json<Page>();
  };
  const follow = async (path: string, token?: string): Promise<Page[]> => {
    const pages = [await page(path, token)];
    for (;;) {
      const next = pages.at(-1)!.links.find(({ rel }) => rel === 'next');
      if (next === undefined) return pages;
      pages.push(await page(next.href.split('/ogc/collections/')[1]!, token));
    }
  };
  return {
    ...{ desk, between, get, page, follow },
    ids: async (path: string, token?: string) => (await page(path, token)).features.map(({ id }) => id),
    names: async (path: string) => (await page(path)).features.map(({ properties }) => properties.name as string),
  };
}
