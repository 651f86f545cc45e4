/** A file of polygons from this computer: dropped anywhere on the page, or chosen here. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { fileState, mendedSaid } from '../../state/audit-file.ts';
import { number } from '../../state/language.ts';
import { Icon } from '../../ui/icon.tsx';
import { checkFile, leaveFile } from './file-check.ts';
import { ta, tCode } from './words.ts';

const KINDS = '.geojson,.json,.ndjson,.geojsonl,.geojsons,.jsonl,.zip,.txt';

export function FileDrop() {
  return (
    <label class="drop">
      <Icon name="file" />
      <strong>{ta('file.open')}</strong>
      <span class="hint">{ta('file.kinds')}</span>
      <input
        type="file"
        accept={KINDS}
        aria-label={ta('file.open')}
        onChange={(event) => {
          const [first] = event.currentTarget.files ?? [];
          if (first) checkFile(first);
          // the same file, corrected, can be chosen again
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}

const hasFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** The whole page takes a file while the audit is open, and says so while one is held over it. */
export function PageDrop() {
  const over = useSignal(false);
  useEffect(() => {
    const hold = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      over.value = true;
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) over.value = false;
    };
    const drop = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      over.value = false;
      const [first] = event.dataTransfer?.files ?? [];
      if (first) checkFile(first);
    };
    window.addEventListener('dragover', hold);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', hold);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return over.value ? <div class="drop-over">{ta('file.dropHere')}</div> : null;
}

/** Says that a file is shown, that it stayed here, what it held, and the way back; or why it cannot be read. */
export function FileBanner() {
  const now = fileState.value;
  if (now.state === 'none') return null;
  const back = (
    <button class="button" type="button" onClick={leaveFile}>
      {ta('file.close')}
    </button>
  );
  if (now.state === 'working')
    return (
      <div class="file-banner" role="status">
        <progress class="progress" aria-label={ta('check.progress')} />
        <p>{ta(`file.${now.step}`, { name: now.name })}</p>
      </div>
    );
  if (now.state === 'refused')
    return (
      <div class="file-banner" role="alert">
        <p class="note bad">
          <strong>{now.name}</strong>
          <br />
          {tCode('file.fault', now.fault.code, { ...now.fault.params, n: String(now.fault.params.n ?? '') })}
        </p>
        {back}
      </div>
    );
  const { name, shapes, vertices, skipped, codeField, notes, seconds } = now.file;
  return (
    <div class="file-banner">
      <p>
        <strong>{ta('file.local')}</strong>
      </p>
      <p class="hint">
        {[
          ta('file.done', { name, shapes: number(shapes), vertices: number(vertices), seconds: number(seconds, 1) }),
          codeField === null ? ta('file.numbered') : ta('file.codes', { field: codeField }),
          skipped > 0 ? ta('file.skipped', { count: skipped }) : null,
          ...notes.map(({ code, params }) => tCode('file.note', code, params)),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {mendedSaid.value !== '' && <p role="status">{mendedSaid.value}</p>}
      {back}
    </div>
  );
}
