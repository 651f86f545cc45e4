/** `npm run build`: makes beforehand what a first start would make: the page, and, by the launcher, the compiled program. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureClientBuilt } from './client-build.ts';

const built = await ensureClientBuilt(join(dirname(fileURLToPath(import.meta.url)), '..'));
process.stdout.write(built ? 'the page is built\n' : 'the page is that of the sources\n');
