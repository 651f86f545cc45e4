/** The files of a deployment agree with each other and with the service: nothing here starts a container. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VARIABLES } from '../../server/config.ts';

const read = (path: string): string => readFileSync(path, 'utf8');
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1]!);

describe('the files of a deployment', () => {
  const compose = read('compose.yaml');
  const image = read('Dockerfile');
  const proxy = read('deploy/nginx.conf');

  it('name the same processes and port', () => {
    const port = /\bPORT=(\d+)/.exec(image)![1]!;
    const services = all(compose, /^ {2}(gezhong-\d+):$/gm);
    expect(services).toHaveLength(2);
    expect(all(proxy, /^ {2}server (\S+) /gm)).toEqual(services.map((name) => `${name}:${port}`));
    expect(image).toContain(`EXPOSE ${port}`);
  });

  it('let through what the service takes, at paths that it has', () => {
    expect(/client_max_body_size (\d+)m;/.exec(proxy)![1]).toBe(VARIABLES.GEZHONG_MAX_UPLOAD_MB!.default);
    const paths = Object.keys((JSON.parse(read('tests/golden/openapi.json')) as { paths: object }).paths);
    const special = all(proxy, /location = (\S+) /g).filter((path) => path !== '/metrics');
    expect(special.length).toBeGreaterThan(2);
    expect(special.filter((path) => !paths.includes(path))).toEqual([]);
  });

  it('carry no secret: passwords and tokens come from the environment', () => {
    for (const file of ['compose.yaml', 'Dockerfile', ...readdirSync('deploy').map((name) => join('deploy', name))]) {
      const given = all(read(file), /(?:PASSWORD|TOKEN)\w*\s*[:=]\s*(\S+)/g).filter((value) => /^[\w'"]/.test(value));
      expect([file, given]).toEqual([file, []]);
    }
  });

  it('log no query, where trackers tell their key: neither the query itself nor what holds it', () => {
    const [, format = ''] = /log_format (\w+ [^;]+);/.exec(proxy) ?? [];
    const [name = ''] = format.split(' ');
    expect(all(proxy, /access_log ([^;]+);/g)).toEqual([`/var/log/nginx/access.log ${name}`]);
    expect(format).toContain('$uri');
    expect(all(proxy, /error_log ([^;]+);/g)).toEqual(['/var/log/nginx/error.log crit']);
    const telling =
      /\$(request|request_uri|args|query_string|arg_\w+|is_args|http_referer|http_cookie|http_authorization)\b/;
    expect(format.replaceAll('$request_method', '').replaceAll('$request_time', '')).not.toMatch(telling);
  });

  it('start the service as npm start does', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: { start: string } };
    expect(/^CMD (\[.*\])$/m.exec(image)![1]).toBe(JSON.stringify(scripts.start.split(' ')).replaceAll(',', ', '));
    expect(read('deploy/gezhong@.service')).toContain(`ExecStart=/usr/bin/${scripts.start}\n`);
  });

  it('start what is there', () => {
    for (const text of [image, ...readdirSync('deploy').map((name) => read(join('deploy', name)))]) {
      for (const path of all(text, /(?:node|")\s?"?((?:server|deploy)\/[\w./-]+\.m?js)/g)) {
        expect([path, existsSync(path)]).toEqual([path, true]);
      }
    }
  });

  it('are all in the table of deploy/README.md, and everything it links to is there', () => {
    const page = read('deploy/README.md');
    const links = all(page, /\]\(([^)#]+)(?:#[\w-]+)?\)/g);
    expect(links.filter((link) => !existsSync(join('deploy', link)))).toEqual([]);
    const own = readdirSync('deploy').filter((name) => !['README.md', 'healthy.mjs'].includes(name));
    expect(own.filter((name) => !links.includes(name))).toEqual([]);
  });

  it('name tests and settings in deploy/README.md that are there', () => {
    const page = read('deploy/README.md');
    expect(all(page, /`(tests\/[\w./-]+)`/g).filter((path) => !existsSync(path))).toEqual([]);
    const named = all(page, /`((?:GEZHONG|DATABASE)_[A-Z_]+)`/g);
    expect(named.filter((name) => VARIABLES[name] === undefined)).toEqual([]);
  });
});
