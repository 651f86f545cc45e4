/** SQL of the photos of workers. One each, there to be published. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { PhotoType } from '../events/photos/photo-file.ts';

export async function putWorkerPhoto(
  tx: Queryable,
  photo: { worker: number; county: string; hash: string; type: PhotoType; content: Uint8Array },
): Promise<void> {
  const { worker, county, hash, type, content } = photo;
  await tx.query(sql`
    insert into worker_photo (worker_id, county_code, hash, type, content)
    values (${worker}::bigint, ${county}, ${hash}, ${type}, ${content}::bytea)
    on conflict (worker_id) do update
      set hash = excluded.hash, type = excluded.type, content = excluded.content, published_at = now()`);
}

export async function dropWorkerPhoto(tx: Queryable, worker: number): Promise<void> {
  await tx.query(sql`delete from worker_photo where worker_id = ${worker}::bigint`);
}
