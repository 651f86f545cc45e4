import { run } from './bench/sizes.ts';
import { table } from './bench/protocol.ts';
console.log(table(await run())); process.exit(0);
