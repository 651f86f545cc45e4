/**
 * The built client: index.html is asked for anew each time and carries the policy, assets have their hash in their name and
 * never change. A document path the client invents (/plan) gets index.html, with its relative links set right for the
 * depth; paths of the API never do. /field and /kiosk have pages of their own, and service workers that are asked for anew each time.
 * Without a build a document is answered 503 and the API works.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../contract/problem.ts';
import { matchingTag } from './etag.ts';
import { type DocumentLimits, protectDocuments } from './security-headers.ts';

/** What is never a document, whatever Accept says. */
const NOT_DOCUMENTS = /^\/(api|tiles|ogc|metrics|assets)(\/|$)/;

/** Each is a build of its own with a service worker. */
const KEPT_PAGES = ['field', 'kiosk'] as const;

const PUBLIC = { access: 'public', rateLimit: false, document: true } as const;

export async function registerClientFiles(app: FastifyInstance, folder: string, limits: DocumentLimits): Promise<void> {
  await app.register(async (scope) => {
    await protectDocuments(scope, limits);
    await scope.register(staticFiles, { root: folder, serve: false, dotfiles: 'deny', index: false });
    const schema = { hide: true };

    scope.get('/assets/*', { config: PUBLIC, schema }, (request, reply) => {
      const file = (request.params as { '*': string })['*'];
      return reply.sendFile(`assets/${file}`, { cacheControl: true, maxAge: '365d', immutable: true });
    });
    scope.get('/', { config: PUBLIC, schema }, (request, reply) => sendPage(folder, 'index.html', request, reply));
    for (const page of KEPT_PAGES) {
      scope.get(`/${page}`, { config: PUBLIC, schema }, (request, reply) =>
        sendPage(folder, `${page}.html`, request, reply),
      );
      scope.get(`/${page}/`, { config: PUBLIC, schema }, (_request, reply) => reply.redirect(`/${page}`, 301));
      scope.get(`/${page}-worker.js`, { config: PUBLIC, schema }, (_request, reply) => {
        return reply.header('cache-control', 'no-cache').sendFile(`${page}-worker.js`, { cacheControl: false });
      });
    }
    scope.get('/*', { config: PUBLIC, schema }, async (request, reply) => {
      if (isDocument(request)) return sendPage(folder, 'index.html', request, reply);
      const path = pathOf(request);
      if (/^\/[\w-]+\.(svg|png|ico|webmanifest|txt)$/.test(path)) {
        return reply.sendFile(path.slice(1), { cacheControl: true, maxAge: '1d' });
      }
      return reply.callNotFound();
    });
  });
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '/';
}

function isDocument(request: FastifyRequest): boolean {
  const path = pathOf(request);
  const last = path.slice(path.lastIndexOf('/') + 1);
  const wantsHtml = request.headers.accept === undefined || /text\/html|\*\/\*/.test(request.headers.accept);
  return wantsHtml && !last.includes('.') && !NOT_DOCUMENTS.test(path) && /^\/[\w/-]{0,200}$/.test(path);
}

async function sendPage(
  folder: string,
  name: 'index.html' | `${(typeof KEPT_PAGES)[number]}.html`,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const html = await readPage(folder, name);
  const depth = pathOf(request).split('/').length - 2;
  const page = depth === 0 ? html : html.replaceAll('="./', `="${'../'.repeat(depth)}`);
  const tag = `"${createHash('sha256').update(page).digest('base64url').slice(0, 22)}"`;
  const known = matchingTag(request.headers['if-none-match'], tag);
  reply.headers({ 'cache-control': 'no-cache', vary: 'accept-encoding', etag: known ?? tag });
  if (known !== undefined) return reply.code(304).send();
  return reply.type('text/html; charset=utf-8').send(page);
}

async function readPage(folder: string, name: string): Promise<string> {
  try {
    return await readFile(join(folder, name), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Refusal('not-ready', { missing: 'client', remedy: 'npm run build', retryAfterS: 30 });
  }
}
