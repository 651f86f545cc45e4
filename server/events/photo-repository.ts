/** SQL of photos. Their bytes are read only to be sent. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { PhotoType } from './photos/photo-file.ts';

export interface PhotoRow {
  id: string;
  serial: number;
  type: PhotoType;
  bytes: number;
  at: Date;
  actor: string;
}

const COLUMNS = sql`id, serial, type, length(content) as bytes, at, actor`;

/** In the order they came. */
export function photosOf(q: Queryable, serial: number): Promise<PhotoRow[]> {
  return q.query<PhotoRow>(sql`select ${COLUMNS} from event_photo where serial = ${serial}::bigint order by at, id`);
}

export async function photoById(q: Queryable, id: string): Promise<PhotoRow | undefined> {
  const rows = await q.query<PhotoRow>(sql`select ${COLUMNS} from event_photo where id = ${id}::uuid`);
  return rows[0];
}

export async function photoContent(q: Queryable, id: string): Promise<Uint8Array | undefined> {
  const rows = await q.query<{ content: Uint8Array }>(sql`select content from event_photo where id = ${id}::uuid`);
  return rows[0]?.content;
}

export async function insertPhoto(
  tx: Queryable,
  photo: Omit<PhotoRow, 'bytes'> & { county: string; content: Uint8Array },
): Promise<void> {
  const { id, serial, county, type, content, at, actor } = photo;
  await tx.query(sql`
    insert into event_photo (id, serial, county_code, type, content, at, actor)
    values (${id}::uuid, ${serial}::bigint, ${county}, ${type}, ${content}::bytea, ${at}::timestamptz, ${actor})`);
}
