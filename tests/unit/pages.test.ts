/** The pages of the repository: every link leads to a file, and to a heading of it, and every path they name in code is there. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const FOREIGN = new Set(['node_modules', 'dist', 'coverage']);

function pagesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const isOurs = !entry.name.startsWith('.') && (folder !== '.' || !FOREIGN.has(entry.name));
      return isOurs && entry.name !== 'node_modules' ? pagesBelow(path) : [];
    }
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

const withoutFences = (text: string): string => text.replace(/^(```+)[^\n]*\n[\s\S]*?^\1\s*$/gm, '');

/** The anchor of a heading, as GitHub makes it. A heading that comes again has -1, -2, …. */
function anchorsOf(text: string): Set<string> {
  const seen = new Map<string, number>();
  const anchors = new Set<string>();
  for (const [, heading] of withoutFences(text).matchAll(/^#{1,6} +(.+?) *#*$/gm)) {
    const plain = heading!.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '');
    const slug = plain
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
      .replace(/ /g, '-');
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    anchors.add(before === 0 ? slug : `${slug}-${before}`);
  }
  return anchors;
}

function deadLinks(page: string): string[] {
  const text = withoutFences(readFileSync(page, 'utf8')).replace(/`[^`\n]*`/g, (code) => '`'.repeat(code.length));
  return [...text.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)].flatMap(([, link]) => {
    if (/^[a-z]+:/.test(link!)) return [];
    const [path, anchor] = link!.split('#') as [string, string?];
    const target = path === '' ? page : normalize(join(dirname(page), decodeURI(path)));
    if (target.startsWith('..') || !existsSync(target)) return [`${page}: ${link} is not there`];
    if (anchor === undefined || statSync(target).isDirectory()) return [];
    return anchorsOf(readFileSync(target, 'utf8')).has(decodeURI(anchor))
      ? []
      : [`${page}: ${link} has no such heading`];
  });
}

/** Files and folders of ours that are named in code within a line, from the root, the page or tests/; patterns with * or … are none. */
function missingPaths(page: string): string[] {
  const code = [...withoutFences(readFileSync(page, 'utf8')).matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!);
  const paths = code.filter((text) => /^(server|client|tests|data|deploy|docs|migrations)\/[\w./-]+$/.test(text));
  return paths
    .filter((path) => !['.', dirname(page), 'tests'].some((folder) => existsSync(join(folder, path))))
    .map((path) => `${page}: ${path}`);
}

const pages = pagesBelow('.');

describe('the pages of the repository', () => {
  it('are found', () => {
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', join('data', 'README.md')]));
  });

  it('are all within reach of the README', () => {
    const reached = new Set<string>();
    const follow = (page: string): void => {
      if (reached.has(page)) return;
      reached.add(page);
      for (const [, link] of readFileSync(page, 'utf8').matchAll(/\]\(([^)#\s]+\.md)(?:#[^)]*)?\)/g)) {
        const target = normalize(join(dirname(page), link!));
        if (existsSync(target)) follow(target);
      }
    };
    follow('README.md');
    expect(pages.filter((page) => !reached.has(page))).toEqual([]);
  });

  it('lead somewhere with every link', () => {
    expect(pages.flatMap(deadLinks)).toEqual([]);
  });

  it('name in code what is there', () => {
    expect(pages.flatMap(missingPaths)).toEqual([]);
  });
});

describe('the anchors of headings', () => {
  it.each([
    ['## Ground in no grid', 'ground-in-no-grid'],
    ['### `gap-enclosed` 内部空白', 'gap-enclosed-内部空白'],
    ['## QGIS, GDAL and files', 'qgis-gdal-and-files'],
    ['# A [link](x.md), twice', 'a-link-twice'],
    ['# 1. What? (and how)', '1-what-and-how'],
  ])('%s is #%s', (line, anchor) => {
    expect([...anchorsOf(`${line}\n`)]).toEqual([anchor]);
  });

  it('are numbered when they come again, and none is in a fence', () => {
    expect([...anchorsOf('# A\n```sh\n# no heading\n```\n## A\n')]).toEqual(['a', 'a-1']);
  });
});
