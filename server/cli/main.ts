/** `npm run -s gezhong -- <command>`: the service's own work from a terminal. */
import { backupCommand, restoreCommand } from './backup.ts';
import { coverageCommand } from './coverage.ts';
import { eventsCommand } from './events.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { locateCommand } from './locate.ts';
import { simulateCommand } from './simulate.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './terminal.ts';

const USAGE = `Usage: npm run -s gezhong -- <command>

  import areas|grids|places|base|workers|events FILE --county CODE[:name] [--map field=PROPERTY …] [--datum wgs84|gcj02|bd09]
         [--crs EPSG] [--encoding NAME] [--layer NAME] [--scheme ID] [--replace] [--dry-run] [--format text|json]
  export grids|areas|places FILE --area CODE [--edition NUMBER | --as-of DATE] [--crs EPSG] [--format geojson|geopackage|shapefile|csv]
         the format follows the ending of the file (.geojson .gpkg .zip .csv)
  locate   [--county CODE] [--datum wgs84|gcj02|bd09] [--lon COLUMN --lat COLUMN] < points.csv > out.csv
  coverage --county CODE [--as-of DATE] [--plan NUMBER] [--min-area M2] [--format text|json|geojson|html] [--lang zh|en]
  coverage --layer FILE [--county CODE] [--map code=PROPERTY] [--datum …] [--crs EPSG] [--encoding NAME] [--file-layer NAME]
           any polygons, nothing is loaded and without --county no database is needed; exit code 0 only when clean
  events   check
           folds the steps of every event again and compares; exit code 0 only when none disagrees
  backup   FOLDER
           everything the service keeps, into a new folder: PostgreSQL by pg_dump while in use, the embedded one while stopped
  restore  FOLDER
           from there into an empty database
  simulate [--url http://…] [--speed 1] [--seed 7] [--workers 12] [--minutes 60]
           workers of the demo county on their beats: positions, visits and events through the API of a running service

With --url http://… a running service does the work (token in GEZHONG_TOKEN or GEZHONG_ADMIN_TOKEN); without it the
command opens the database itself: DATABASE_URL, or the embedded one in GEZHONG_DATA.
`;

const COMMANDS: Record<string, (args: string[], terminal: Terminal) => Promise<number>> = {
  import: importCommand,
  export: exportCommand,
  locate: locateCommand,
  coverage: coverageCommand,
  events: eventsCommand,
  backup: backupCommand,
  restore: restoreCommand,
  simulate: (args, terminal) => simulateCommand(args, terminal),
};

async function main(): Promise<number> {
  const [name = 'help', ...args] = process.argv.slice(2);
  const terminal: Terminal = { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, env: process.env };
  const command = COMMANDS[name];
  if (command === undefined || args.includes('--help')) {
    const asked = name === 'help' || name === '--help' || command !== undefined;
    (asked ? process.stdout : process.stderr).write(USAGE);
    return asked ? 0 : 2;
  }
  try {
    return await command(args, terminal);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(3);
  },
);
