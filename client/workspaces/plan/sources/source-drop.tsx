/** Where layers come in: one file or several, dropped or chosen. */
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Datum } from '../../../../server/contract/geometry.ts';
import { announce } from '../../../state/announce.ts';
import { nameFor, readSourceFile } from '../../../state/plan/source-file.ts';
import { sourceBusy, sources, takeIn } from '../../../state/plan/sources.ts';
import { Icon } from '../../../ui/icon.tsx';
import { tl } from '../life-words.ts';

const DATUMS: readonly Datum[] = ['wgs84', 'gcj02', 'bd09'];

export function SourceDrop() {
  const id = useId();
  const over = useSignal(false);
  const datum = useSignal<Datum>('wgs84');
  const said = useSignal<readonly { bad: boolean; text: string }[]>([]);
  const say = (text: string, bad = false) => {
    said.value = [...said.value, { bad, text }];
    announce(text);
  };
  /** One after the other: each changes the version of the plan. */
  const take = async (files: FileList | null | undefined) => {
    said.value = [];
    for (const file of files ?? []) {
      const read = readSourceFile(await file.text());
      if (!read.ok) {
        say(tl(`sources.fault.${read.fault}`, { name: file.name }), true);
        continue;
      }
      const name = nameFor(
        file.name,
        (sources.peek() ?? []).map((one) => one.name),
      );
      if (!(await takeIn(name, datum.peek(), read.features))) return;
      say(tl('sources.added', { name, grids: read.features.length }));
      if (read.left > 0) say(tl('sources.left', { name, count: read.left }));
    }
  };
  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    over.value = inside;
  };
  return (
    <>
      <div class="field">
        <label for={`${id}-datum`}>{tl('sources.datum')}</label>
        <select
          class="input"
          id={`${id}-datum`}
          value={datum.value}
          onChange={({ currentTarget: { value } }) => {
            datum.value = value as Datum;
          }}
        >
          {DATUMS.map((one) => (
            <option key={one} value={one}>
              {tl(`sources.datum.${one}` as 'sources.datum.wgs84')}
            </option>
          ))}
        </select>
      </div>
      <label
        class="drop"
        data-over={over.value}
        onDragEnter={(event) => drag(event, true)}
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={(event) => {
          drag(event, false);
          void take(event.dataTransfer?.files);
        }}
      >
        <Icon name="file" />
        <strong>{tl('sources.drop')}</strong>
        <span class="hint">{tl('sources.kinds')}</span>
        <input
          type="file"
          multiple
          accept=".geojson,.json"
          aria-label={tl('sources.drop')}
          disabled={sourceBusy.value !== null}
          onChange={({ currentTarget }) => {
            void take(currentTarget.files).then(() => {
              // the same file, corrected, can be chosen again
              currentTarget.value = '';
            });
          }}
        />
      </label>
      {said.value.map(({ bad, text }) => (
        <p key={text} class={bad ? 'note bad' : 'hint'}>
          {text}
        </p>
      ))}
    </>
  );
}
