/** What can be taken away: the list as CSV, the shapes as GeoJSON, the report on paper and its map as a picture. The filters of the list apply. */
import { useRef } from 'preact/hooks';
import { announce } from '../../state/announce.ts';
import { fileReport, report, rows } from '../../state/audit.ts';
import { mendedSaid } from '../../state/audit-file.ts';
import { Icon } from '../../ui/icon.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { mendedFile } from './file-check.ts';
import { findingsCsv } from './findings-csv.ts';
import { findingsGeoJson } from './findings-geojson.ts';
import { printing, REPORT_SIZES } from './report/printing.ts';
import { ta } from './words.ts';

/** 审计-341921-v3-2026-11-22: what it is, of what, of which day. */
export function fileStem(area: { code: string; name: string }, editionNumber: number | null, at: string): string {
  const what = area.code === '' ? area.name.replace(/\.[^.]+$/, '') : area.code;
  const safe = what.replace(/[\\/:*?"<>|\s]+/g, '-');
  return ['audit', safe, editionNumber === null ? null : `v${editionNumber}`, at.slice(0, 10)]
    .filter(Boolean)
    .join('-');
}

/** Everything in the file that has a clear way is mended in a new one; nothing is saved when there is nothing to mend. */
async function saveMended(stem: string): Promise<void> {
  const { text, repaired, left } = await mendedFile();
  if (repaired > 0) saveFile(`${stem}-repaired.geojson`, 'application/geo+json', text);
  mendedSaid.value = repaired === 0 ? ta('repair.mendedNone') : ta('repair.mended', { repaired, left });
  announce(mendedSaid.value);
}

export function ExportMenu() {
  const menu = useRef<HTMLDetailsElement>(null);
  const now = report.value;
  if (now === null) return null;
  const stem = fileStem(now.area, now.editionNumber, now.checkedAt);
  const close = () => {
    if (menu.current) menu.current.open = false;
  };
  const deeds: readonly (readonly [label: string, deed: () => void])[] = [
    [ta('export.csv'), () => saveFile(`${stem}.csv`, 'text/csv', findingsCsv(rows.peek()))],
    [
      ta('export.geojson'),
      () => saveFile(`${stem}.geojson`, 'application/geo+json', findingsGeoJson(now, rows.peek())),
    ],
    ...(['print', 'picture'] as const).flatMap((as) =>
      REPORT_SIZES.map((size) => {
        const deed = () => {
          printing.value = { size, as };
        };
        return [as === 'print' ? ta('export.print', { size }) : ta('export.picture', { size }), deed] as const;
      }),
    ),
    ...(fileReport.value === null ? [] : [[ta('export.mended'), () => void saveMended(stem)] as const]),
  ];
  return (
    <details
      class="menu"
      ref={menu}
      onFocusOut={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) close();
      }}
    >
      <summary class="plain">
        {ta('export.title')}
        <Icon name="down" />
      </summary>
      <div class="float">
        {deeds.map(([label, run]) => (
          <button
            key={label}
            type="button"
            onClick={() => {
              close();
              run();
            }}
          >
            {label}
          </button>
        ))}
      </div>
    </details>
  );
}
