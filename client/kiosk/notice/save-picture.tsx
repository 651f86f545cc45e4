/** Above each sheet, on the screen only: the same sheet as a picture for a message or a web page. */
import { useSignal } from '@preact/signals';
import type { Size } from '../../print/page-sizes.ts';
import { pictureOf } from '../../print/picture.ts';
import { announce } from '../../state/announce.ts';
import { saveFile } from '../../ui/save-file.ts';
import { Glyph } from '../glyph.tsx';
import { tn } from './words.ts';

interface Props {
  /** The id of its element. */
  readonly sheet: string;
  readonly page: Size;
  readonly file: string;
  readonly disabled: boolean;
}

export function SavePicture({ sheet, page, file, disabled }: Props) {
  const state = useSignal<'none' | 'busy' | 'failed'>('none');
  const save = async () => {
    const element = document.getElementById(sheet);
    if (element === null || state.peek() === 'busy') return;
    state.value = 'busy';
    try {
      saveFile(file, 'image/png', await pictureOf(element, page));
      state.value = 'none';
      announce(tn('picture.done', { file }));
    } catch {
      state.value = 'failed';
      announce(tn('picture.failed'));
    }
  };
  return (
    <div class="sheet-acts">
      <button
        type="button"
        class="big"
        disabled={disabled}
        aria-busy={state.value === 'busy'}
        onClick={() => void save()}
      >
        <Glyph name="file" />
        <span>{tn(state.value === 'busy' ? 'picture.busy' : 'picture.save')}</span>
      </button>
      {state.value === 'failed' && <p>{tn('picture.failed')}</p>}
    </div>
  );
}
