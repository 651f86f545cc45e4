/** Where the file comes in: dropped, or chosen by click or key. */
import { useSignal } from '@preact/signals';
import { Icon } from '../../ui/icon.tsx';
import { inspect } from './import-state.ts';
import { ti } from './words.ts';

const KINDS = '.geojson,.json,.ndjson,.zip,.gpkg,.csv,.txt';

export function FileDrop() {
  const over = useSignal(false);
  const take = (files: FileList | null | undefined) => {
    const [first] = files ?? [];
    if (first) void inspect(first);
  };
  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    over.value = inside;
  };
  return (
    <label
      class="drop"
      data-over={over.value}
      onDragEnter={(event) => drag(event, true)}
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => {
        drag(event, false);
        take(event.dataTransfer?.files);
      }}
    >
      <Icon name="file" />
      <strong>{ti('import.drop')}</strong>
      <span class="hint">{ti('import.kinds')}</span>
      <input
        type="file"
        accept={KINDS}
        aria-label={ti('import.drop')}
        onChange={(event) => {
          take(event.currentTarget.files);
          // the same file, corrected, can be chosen again
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}
