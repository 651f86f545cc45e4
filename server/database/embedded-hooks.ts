/**
 * Three repairs of the embedded engine (PGlite 0.5.8 with PostGIS 0.2.8), made where its WebAssembly module is linked:
 * - a C++ exception of GEOS cannot be caught inside the module: the call it came from just ends, and the transaction goes
 *   on with half of its work. Here it raises the SQL error a PostgreSQL server would give (XX000 and GEOS's own words).
 * - every SQL error leaves about 1 kB of the module's stack behind until "stack depth limit exceeded": callers save and
 *   restore the stack pointer around each message.
 * - fsync does nothing: here it reaches the disk, so a commit survives a power cut, not only a killed process.
 */
import { closeSync, fsyncSync, openSync } from 'node:fs';
import type { Extension } from '@electric-sql/pglite';

type Address = number;

interface EngineExports {
  malloc(size: number): Address;
  errstart(level: number, domain: Address): number;
  errcode(code: number): number;
  errmsg_internal(format: Address, values: Address): number;
  errfinish(file: Address, line: number, routine: Address): void;
  emscripten_stack_get_current(): Address;
  _emscripten_stack_restore(pointer: Address): void;
}

interface NodeFiles {
  stream_ops: { fsync?: (stream: { nfd?: number; node: unknown }) => number };
  realPath(node: unknown): string;
}

interface LinkOptions {
  wasmMemory: WebAssembly.Memory;
  preRun: ((module: { FS: { filesystems: { NODEFS: NodeFiles } } }) => void)[];
  instantiateWasm(
    imports: Record<string, Record<string, unknown>>,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): unknown;
}

export interface EngineHooks {
  extension: Extension;
  stackPointer(): Address;
  restoreStack(pointer: Address): void;
}

/** PostgreSQL's ERROR, and XX000 (internal_error) in its six bits a character. */
const ERROR = 21;
const INTERNAL_ERROR = 2600;
/** Bytes of a message; GEOS's are below 300. */
const MESSAGE_BYTES = 1000;

/** `thrown` is called once for each C++ exception, before the SQL error is raised. */
export function engineHooks(thrown: () => void): EngineHooks {
  let engine: EngineExports | undefined;
  const linked = (): EngineExports => {
    if (engine === undefined) throw new Error('the engine is not linked yet');
    return engine;
  };
  const extension: Extension = {
    name: 'engine-hooks',
    setup: async (_pg, given: LinkOptions) => ({
      emscriptenOpts: {
        ...given,
        preRun: [...given.preRun, (module) => reachDisk(module.FS.filesystems.NODEFS)],
        instantiateWasm: (imports, done) => {
          const env = imports.env;
          if (typeof env?.__cxa_throw !== 'function') throw new Error('this PGlite does not fit embedded-hooks.ts');
          env.__cxa_throw = raiseInstead(given.wasmMemory, linked, thrown);
          return given.instantiateWasm(imports, (instance, module) => {
            engine = instance.exports as unknown as EngineExports;
            done(instance, module);
          });
        },
      } satisfies LinkOptions,
    }),
  };
  return {
    extension,
    stackPointer: () => linked().emscripten_stack_get_current(),
    restoreStack: (pointer) => linked()._emscripten_stack_restore(pointer),
  };
}

/** Stands in for C++ `throw`: std::exception objects of libc++ keep the address of their text after the vtable's. */
function raiseInstead(memory: WebAssembly.Memory, linked: () => EngineExports, thrown: () => void) {
  let room: Address = 0;
  return (exception: Address, type: Address): never => {
    const engine = linked();
    thrown();
    if (room === 0) room = engine.malloc(MESSAGE_BYTES + 64);
    const heap = Buffer.from(memory.buffer);
    const textAt = (pointer: Address): string => {
      const start = pointer + 4 <= heap.length ? heap.readUInt32LE(pointer) : 0;
      const end = heap.indexOf(0, start);
      return start === 0 || end < 0 || end - start > MESSAGE_BYTES ? '' : heap.toString('utf8', start, end);
    };
    const kind = textAt(type + 4);
    const said = /geos|std|St\d/.test(kind) ? textAt(exception + 4).trim() : '';
    const put = (offset: number, text: string, most: number): Address => {
      heap[room + offset + heap.write(text, room + offset, most, 'utf8')] = 0;
      return room + offset;
    };
    const format = put(0, '%s', 4);
    const source = put(8, 'GEOS', 8);
    const message = put(32, said || `C++ exception ${kind}`, MESSAGE_BYTES);
    heap.writeUInt32LE(message, room + 24);
    engine.errstart(ERROR, 0);
    engine.errcode(INTERNAL_ERROR);
    engine.errmsg_internal(format, room + 24);
    engine.errfinish(source, 0, source);
    throw new Error('an SQL error was raised and returned');
  };
}

function reachDisk(files: NodeFiles): void {
  files.stream_ops.fsync = (stream) => {
    if (stream.nfd !== undefined && stream.nfd !== null) fsyncSync(stream.nfd);
    else {
      const folder = openSync(files.realPath(stream.node), 'r');
      try {
        fsyncSync(folder);
      } finally {
        closeSync(folder);
      }
    }
    return 0;
  };
}
