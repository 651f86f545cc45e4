/** Who may import whom, how long a file may be, and what no file may say. The table is DESIGN's, with the folders that exist. */
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

interface Import {
  from: string;
  /** A path from the root for our own files, else the name of the package. */
  to: string;
  typeOnly: boolean;
}

function filesBelow(folder: string, ending: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .sort();
}

const sources = ['server', 'client', 'data'].flatMap((folder) => filesBelow(folder, /\.(ts|tsx)$/));

function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const pattern = /^\s*(?:import|export)\s+(type\s+)?(?:([\s\S]*?)\s+from\s+)?'([^']+)'|import\(\s*'([^']+)'\s*\)/gm;
  return [...text.matchAll(pattern)].map((match) => {
    const target = (match[3] ?? match[4])!;
    const bare = target.replace(/\?.*$/, '');
    const to = bare.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), bare)) : bare;
    const names =
      match[2]
        ?.replace(/[{}\s]/g, '')
        .split(',')
        .filter(Boolean) ?? [];
    const typeOnly =
      match[1] !== undefined ||
      (/^\{/.test(match[2] ?? '') && (match[2]?.match(/\btype\s/g)?.length ?? 0) === names.length);
    return { from: file, to, typeOnly };
  });
}

const imports = sources.flatMap(importsOf);
const isOwn = (to: string) => /^(server|client|data|migrations)\//.test(to);
const isNode = (to: string) => to.startsWith('node:') || builtinModules.includes(to);

function offenders(from: RegExp, allowed: (entry: Import) => boolean): string[] {
  return imports.filter((entry) => from.test(entry.from) && !allowed(entry)).map(({ from, to }) => `${from} → ${to}`);
}

describe('who may import whom', () => {
  it('contract imports typebox and its siblings', () => {
    expect(offenders(/^server\/contract\//, ({ to }) => to === 'typebox' || to.startsWith('server/contract/'))).toEqual(
      [],
    );
  });

  it('geometry is pure: siblings, and contract as types', () => {
    const allowed = ({ to, typeOnly }: Import) =>
      to.startsWith('server/geometry/') || (typeOnly && to.startsWith('server/contract/'));
    expect(offenders(/^server\/geometry\//, allowed)).toEqual([]);
  });

  it('partition is pure: siblings, geometry, contract as types, and the triangulation behind the cells', () => {
    const allowed = ({ to, typeOnly }: Import) =>
      /^server\/(partition|geometry)\//.test(to) ||
      to === 'delaunator' ||
      (typeOnly && to.startsWith('server/contract/'));
    expect(offenders(/^server\/partition\//, allowed)).toEqual([]);
  });

  it('roads are pure: siblings, metres of the kernel, and a queue', () => {
    const allowed = ({ to }: Import) =>
      to.startsWith('server/roads/') || to === 'server/geometry/distance.ts' || to === 'tinyqueue';
    expect(offenders(/^server\/roads\//, allowed)).toEqual([]);
  });

  it('the rules of events are pure: siblings, contract as types and its constants', () => {
    const allowed = ({ to }: Import) => /^server\/(events\/rules|contract)\//.test(to);
    expect(offenders(/^server\/events\/rules\//, allowed)).toEqual([]);
  });

  it('database knows its drivers and nothing of the domains', () => {
    const allowed = ({ to }: Import) =>
      to.startsWith('server/database/') ||
      to.startsWith('server/contract/') ||
      to === 'server/worker-thread.ts' ||
      /^(pg|@electric-sql\/)/.test(to) ||
      isNode(to);
    expect(offenders(/^server\/database\//, allowed)).toEqual([]);
  });

  it('a repository imports the database, contract types, and what its own folder says in pure code', () => {
    const offending = imports.filter(
      ({ from, to, typeOnly }) =>
        /^server\/\w+\/(.*-)?repository\.ts$/.test(from) &&
        !to.startsWith('server/database/') &&
        !to.startsWith('server/geometry/') &&
        !to.startsWith('server/contract/') &&
        dirname(to) !== dirname(from) &&
        // pure, by the rule above
        dirname(to) !== `${dirname(from)}/rules` &&
        !typeOnly &&
        !isNode(to),
    );
    expect(offending.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('the checker of proposals shares no code with the search', () => {
    const offending = imports.filter(
      ({ from, to, typeOnly }) =>
        from.startsWith('server/partition/checker/') &&
        !to.startsWith('server/partition/checker/') &&
        to !== 'server/partition/cell-graph.ts' &&
        !typeOnly,
    );
    expect(offending.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
    expect(
      imports.filter(
        ({ from, to }) =>
          !/\/checker\//.test(from) && /partition\/checker\//.test(to) && from.startsWith('server/partition/'),
      ),
    ).toEqual([]);
  });

  it('only repositories and the database folder write SQL', () => {
    const offending = imports.filter(
      ({ from, to }) => to === 'server/database/sql.ts' && /\/(routes|service)\.ts$/.test(from),
    );
    expect(offending.map(({ from }) => from)).toEqual([]);
  });

  it('no routes file knows the database', () => {
    const offending = imports.filter(
      ({ from, to, typeOnly }) => /\/routes\.ts$/.test(from) && to.startsWith('server/database/') && !typeOnly,
    );
    expect(offending.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('the client takes geometry as code and contract as types, nothing else of the server', () => {
    const allowed = ({ to, typeOnly }: Import) =>
      !to.startsWith('server/') ||
      to.startsWith('server/geometry/') ||
      to.startsWith('server/partition/') ||
      (typeOnly && to.startsWith('server/contract/'));
    expect(offenders(/^client\//, allowed)).toEqual([]);
    expect(offenders(/^client\//, ({ to }) => !isNode(to))).toEqual([]);
  });

  it('map and state of the client know neither the component library nor a workspace', () => {
    const allowed = ({ to }: Import) =>
      to !== 'preact' &&
      !to.startsWith('preact/') &&
      !to.startsWith('client/workspaces/') &&
      !to.startsWith('client/ui/');
    expect(offenders(/^client\/(map|state)\//, allowed)).toEqual([]);
  });

  it('a workspace imports no other workspace', () => {
    const offending = imports.filter(({ from, to }) => {
      const own = /^client\/workspaces\/([^/]+)\//.exec(from)?.[1];
      const other = /^client\/workspaces\/([^/]+)\//.exec(to)?.[1];
      return own !== undefined && other !== undefined && own !== other;
    });
    expect(offending.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('only config.ts reads the environment', () => {
    const readers = sources.filter((file) => /process\.env\b/.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(readers.filter((file) => !/^server\/(config|main|cli\/main)\.ts$/.test(file))).toEqual([]);
  });

  it('every import of our own names a file that is there', () => {
    const known = new Set([...sources, ...filesBelow('client', /./)]);
    expect(imports.filter(({ to }) => isOwn(to) && !known.has(to)).map(({ from, to }) => `${from} → ${to}`)).toEqual(
      [],
    );
  });
});

describe('the shape of the code', () => {
  const lengths = sources.map((file) => ({ file, lines: readFileSync(join(ROOT, file), 'utf8').split('\n').length }));

  it('no file has more than 400 lines', () => {
    expect(lengths.filter(({ lines }) => lines > 400)).toEqual([]);
  });

  it('there is no grab-bag', () => {
    expect(sources.filter((file) => /\/(utils?|common|misc|helpers?|types)\.tsx?$/.test(file))).toEqual([]);
  });

  it('every module opens with what it is', () => {
    expect(sources.filter((file) => !/^(#!.*\n)?\s*\/[*/]/.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
  });
});

describe('what is never written', () => {
  it('no column, schema or file field holds a record of a resident', () => {
    const forbidden =
      /\b(resident|id_?card|identity_number|身份证|birth|ethnic|religion|petition|household_head|户主|居民姓名)\w*\s*(text|varchar|integer|date|:\s*Type)/i;
    const texts = [...filesBelow('migrations', /\.sql$/), ...filesBelow('server/contract', /\.ts$/)];
    expect(texts.filter((file) => forbidden.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
  });
});
