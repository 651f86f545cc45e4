/** Reading roads, water, green and compounds. */
import type { BaseQuery } from '../contract/base.ts';
import { decodeCursor, encodeCursor, parseBbox } from '../contract/list-query.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { findBase } from './repository.ts';

export class BaseService {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** One page as the JSON text of a BaseCollection. */
  async list(query: BaseQuery): Promise<string> {
    const limit = query.limit ?? 500;
    const after = query.after === undefined ? 0 : Number(decodeCursor(query.after));
    if (!Number.isSafeInteger(after)) throw new Refusal('cursor-invalid');
    const rows = await findBase(this.#db, {
      after,
      limit: limit + 1,
      ...(query.area === undefined ? {} : { county: query.area.slice(0, 6) }),
      ...(query.kind === undefined ? {} : { kind: query.kind }),
      ...(query.bbox === undefined ? {} : { bbox: parseBbox(query.bbox) }),
    });
    const page = rows.slice(0, limit);
    const next = rows.length > limit ? JSON.stringify(encodeCursor(String(page.at(-1)!.id))) : 'null';
    const features = page.map(
      ({ id, kind, name, class: roadClass, geometry }) =>
        `{"type":"Feature","id":${id},"properties":${JSON.stringify({ kind, name, class: roadClass })},"geometry":${geometry}}`,
    );
    return `{"type":"FeatureCollection","features":[${features.join(',')}],"next":${next}}`;
  }
}
