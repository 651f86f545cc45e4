import { expect, it } from 'vitest';
import { changesSomething, originVerdict } from '../../../server/access/origin.ts';

const none = { secFetchSite: undefined, origin: undefined, host: 'localhost:8080', publicUrl: undefined };

it.each([
  ['nothing', {}, 'unknown'],
  ['our page, by Sec-Fetch-Site', { secFetchSite: 'same-origin' }, 'same'],
  ['the user, by Sec-Fetch-Site', { secFetchSite: 'none' }, 'same'],
  ['a sister domain', { secFetchSite: 'same-site' }, 'foreign'],
  ['elsewhere, whatever Origin says', { secFetchSite: 'cross-site', origin: 'http://localhost:8080' }, 'foreign'],
  ['a word no browser sends', { secFetchSite: 'friendly' }, 'foreign'],
  ['our Origin', { origin: 'http://localhost:8080' }, 'same'],
  ['our host over https', { origin: 'https://localhost:8080' }, 'same'],
  ['our host, default port left out', { origin: 'https://map.example.cn', host: 'map.example.cn:443' }, 'same'],
  ['another port', { origin: 'http://localhost:8081' }, 'foreign'],
  ['a host that begins alike', { origin: 'http://localhost:8080.evil.example' }, 'foreign'],
  ['a host with our name as user', { origin: 'http://localhost:8080@evil.example' }, 'foreign'],
  ['an opaque origin', { origin: 'null' }, 'foreign'],
  ['nonsense', { origin: 'x' }, 'foreign'],
  ['nothing against an empty host', { origin: 'http://a', host: '' }, 'foreign'],
  [
    'the public URL behind a proxy',
    { origin: 'https://map.example.cn', host: '10.0.0.2', publicUrl: 'https://map.example.cn/x' },
    'same',
  ],
  [
    'the public host on another scheme',
    { origin: 'http://map.example.cn', host: '10.0.0.2', publicUrl: 'https://map.example.cn' },
    'foreign',
  ],
])('judges %s', (_what, evidence, verdict) => {
  expect(originVerdict({ ...none, ...(evidence as object) })).toBe(verdict);
});

it('asks only of methods that change something', () => {
  expect(['GET', 'HEAD', 'OPTIONS'].some(changesSomething)).toBe(false);
  expect(['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'].every(changesSomething)).toBe(true);
});
