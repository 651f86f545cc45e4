/**
 * The folder of an embedded database: pgdata/ (the cluster), lock/ and made.json, written when the cluster is complete.
 * A cluster without it is what an interrupted first start left, and is made anew.
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownError } from './errors.ts';

/** The major version of PostgreSQL inside the engine: a cluster of another cannot be opened. */
const MAJOR = '18';

export interface ClusterFolder {
  pgdata: string;
  /** False: the engine makes it at its start. */
  made: boolean;
  /** Says that the cluster is complete. */
  finish(): void;
}

/** Looks at the folder and clears the remains of an interrupted first start. Throws 'folder-version'. */
export function clusterFolder(folder: string): ClusterFolder {
  const pgdata = join(folder, 'pgdata');
  const mark = join(folder, 'made.json');
  const made = existsSync(mark) && existsSync(join(pgdata, 'PG_VERSION'));
  if (made) {
    const major = readFileSync(join(pgdata, 'PG_VERSION'), 'utf8').trim();
    if (major !== MAJOR) {
      throw ownError('folder-version', `${folder} was made by PostgreSQL ${major}, this program has ${MAJOR} inside`);
    }
  } else rmSync(pgdata, { recursive: true, force: true });
  return {
    pgdata,
    made,
    finish: () => {
      writeFileSync(`${mark}.draft`, JSON.stringify({ postgres: MAJOR, made: new Date().toISOString() }));
      renameSync(`${mark}.draft`, mark);
    },
  };
}
