/**
 * PostGIS for the embedded engine, without what it never needs: raster, topology, geocoder and upgrade scripts. Compiling
 * the libraries of all three takes most of the engine's start and much of its memory.
 */
import type { Extension } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';

interface EngineModule {
  pg_extensions: Record<string, Promise<Blob | null>>;
}

interface SetupOptions {
  preRun: ((module: EngineModule) => void)[];
}

const UNUSED = /raster|topology|tiger|address|sfcgal|contrib\/|--(?:unpackaged|ANY)--/;
const BLOCK = 512;

/** `name`: under which it is given to PGlite. */
export function plainPostgis(name: string): Extension {
  return {
    name: postgis.name,
    setup: async (pg, given: SetupOptions) => {
      const made = await postgis.setup(pg, given);
      const trim = (module: EngineModule): void => {
        const bundle = module.pg_extensions[name];
        if (bundle !== undefined) module.pg_extensions[name] = bundle.then((tar) => tar && withoutUnused(tar));
      };
      return { ...made, emscriptenOpts: { ...made.emscriptenOpts, preRun: [...given.preRun, trim] } };
    },
  };
}

/** The same tar archive without the entries not used. */
async function withoutUnused(tar: Blob): Promise<Blob> {
  const bytes = Buffer.from(await tar.arrayBuffer());
  const kept: Uint8Array[] = [];
  let at = 0;
  while (at + BLOCK <= bytes.length && bytes[at] !== 0) {
    const field = (start: number, length: number): string =>
      bytes.toString('latin1', at + start, at + start + length).replace(/\0.*$/s, '');
    const size = Number.parseInt(field(124, 12), 8);
    const end = at + BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    if (!UNUSED.test(`${field(345, 155)}/${field(0, 100)}`)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  kept.push(new Uint8Array(2 * BLOCK));
  return new Blob(kept as Uint8Array<ArrayBuffer>[]);
}
