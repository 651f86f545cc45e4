/** Asks the service of the positions bench as its administrator, over few lines that stay open. */
import { Agent, request } from 'node:http';
import { ADMIN_TOKEN } from '../support/app.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** `body` null: GET. The answer as JSON. */
// biome-ignore lint/suspicious/noExplicitAny: answers of several routes
export function post(port: number, path: string, body: object | null): Promise<any> {
  return new Promise((resolve, reject) => {
    const text = body === null ? '' : JSON.stringify(body);
    const headers = {
      authorization: `Bearer ${ADMIN_TOKEN}`,
      ...(body === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    };
    const asked = request(
      { port, host: '127.0.0.1', path, method: body === null ? 'GET' : 'POST', agent, headers },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => resolve(JSON.parse(Buffer.concat(parts).toString())));
      },
    );
    asked.on('error', reject);
    asked.end(text);
  });
}
