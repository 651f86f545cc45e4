/** Photos of the scene: the camera of the phone, or one from its pictures. */
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Glyph } from './glyph.tsx';
import { tcard, tf } from './words.ts';

export const MOST_PHOTOS = 6;

interface Props {
  readonly files: readonly Blob[];
  readonly change: (files: readonly Blob[]) => void;
  /** The first tap of a report: as large as a thumb can want. */
  readonly large?: boolean;
}

export function PhotoField({ files, change, large = false }: Props) {
  const camera = useRef<HTMLInputElement>(null);
  const shown = useMemo(() => files.map((file) => URL.createObjectURL(file)), [files]);
  useEffect(
    () => () => {
      for (const url of shown) URL.revokeObjectURL(url);
    },
    [shown],
  );
  const take = (input: HTMLInputElement) => {
    const taken = [...(input.files ?? [])].filter(({ type }) => type.startsWith('image/'));
    input.value = '';
    if (taken.length > 0) change([...files, ...taken].slice(0, MOST_PHOTOS));
  };
  return (
    <div class="photo-field">
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        data-photo
        onChange={({ currentTarget }) => take(currentTarget)}
      />
      {files.length > 0 && (
        <ul class="photos">
          {shown.map((url, index) => (
            <li key={url}>
              <img src={url} alt={tf('photo.of', { n: index + 1, count: shown.length })} />
              <button
                class="plain"
                type="button"
                aria-label={tf('photo.drop', { n: index + 1 })}
                onClick={() => change(files.filter((_, other) => other !== index))}
              >
                <Glyph name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {files.length < MOST_PHOTOS && (
        <button
          class={large && files.length === 0 ? 'button huge photo-first' : 'button wide'}
          type="button"
          onClick={() => camera.current?.click()}
        >
          <Glyph name="report" />
          {tf(files.length === 0 ? 'photo.take' : 'photo.more')}
        </button>
      )}
      <p class="hint">{tcard('photos.hint')}</p>
    </div>
  );
}
