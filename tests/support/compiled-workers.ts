/** Worker threads of the server tests run the compiled program: stripping its types again in each costs more than the tests. */
import { inject } from 'vitest';
import { startWorkersFrom } from '../../server/worker-thread.ts';

const folder = inject('compiledProgram');
if (folder !== '') startWorkersFrom(new URL(folder));
