/** The photo of a worker: chosen, looked at, then put before the public; replaced or removed. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Worker } from '../../../server/contract/workers.ts';
import { announce } from '../../state/announce.ts';
import { Face } from './face.tsx';
import { fittingPhoto, PHOTO_MOST_BYTES, PHOTO_TYPES, type PhotoFault } from './fitting-photo.ts';
import { changing, removePhoto, savePhoto } from './people-state.ts';
import { tw } from './words.ts';

/** Not yet sent. */
interface Ready {
  readonly photo: Blob;
  readonly url: string;
  /** Bytes of the file that was chosen. */
  readonly from: number;
}

const kB = (bytes: number): number => Math.max(1, Math.round(bytes / 1024));
const MOST = kB(PHOTO_MOST_BYTES);

export function PhotoPart({ worker, mayEdit }: { worker: Worker; mayEdit: boolean }) {
  const ready = useSignal<Ready | null>(null);
  const fault = useSignal<PhotoFault | null>(null);
  const asking = useSignal(false);
  const drop = () => {
    if (ready.peek()) URL.revokeObjectURL(ready.peek()!.url);
    ready.value = null;
  };
  useEffect(() => drop, []);
  const choose = async (file: File) => {
    drop();
    fault.value = null;
    asking.value = false;
    const photo = await fittingPhoto(file);
    if (typeof photo === 'string') fault.value = photo;
    else ready.value = { photo, url: URL.createObjectURL(photo), from: file.size };
  };
  const { name, photo, published } = worker;
  const now = ready.value;
  return (
    <fieldset class="public-photo">
      <legend>{tw('photo')}</legend>
      {now === null ? (
        <Face worker={worker} name={tw('photo.of', { name })} />
      ) : (
        <img
          class="face"
          src={now.url}
          alt={tw('photo.of', { name })}
          onError={() => {
            drop();
            fault.value = 'unreadable';
          }}
        />
      )}
      <div class="acts">
        {now !== null ? (
          <Confirm worker={worker} ready={now} onClose={drop} />
        ) : (
          <>
            {photo === null ? (
              <p class="hint">{tw('photo.none')}</p>
            ) : (
              !published && <p class="hint">{tw('photo.withheld')}</p>
            )}
            {mayEdit && (
              <div class="row">
                <label class="button file-button">
                  {tw(photo === null ? 'photo.choose' : 'photo.replace')}
                  <input
                    class="hidden-text"
                    type="file"
                    name="photo"
                    accept={PHOTO_TYPES.join(',')}
                    disabled={changing.value}
                    onChange={(event) => {
                      const input = event.currentTarget;
                      const file = input.files?.[0];
                      if (file) void choose(file);
                      input.value = '';
                    }}
                  />
                </label>
                {photo !== null && !asking.value && (
                  <button
                    class="button"
                    type="button"
                    onClick={() => {
                      asking.value = true;
                    }}
                  >
                    {tw('photo.remove')}
                  </button>
                )}
              </div>
            )}
            {asking.value && photo !== null && (
              <RemoveAsk
                id={worker.id}
                onClose={() => {
                  asking.value = false;
                }}
              />
            )}
          </>
        )}
        {fault.value !== null && (
          <p class="note bad" role="alert">
            {tw(`photo.${fault.value}`, { most: MOST })}
          </p>
        )}
        {mayEdit && <p class="hint">{tw('photo.limits', { most: MOST })}</p>}
      </div>
    </fieldset>
  );
}

function Confirm({ worker, ready, onClose }: { worker: Worker; ready: Ready; onClose: () => void }) {
  const { photo, from } = ready;
  const isSmaller = photo.size < from;
  const text = isSmaller ? 'photo.smaller' : worker.published ? 'photo.ready' : 'photo.readyHidden';
  return (
    <>
      <p aria-live="polite">{tw(text, { kB: kB(photo.size), from: kB(from) })}</p>
      <div class="row">
        <button
          class="button primary"
          type="button"
          disabled={changing.value}
          onClick={async () => {
            if (!(await savePhoto(worker.id, photo))) return;
            announce(tw('photo.saved'));
            onClose();
          }}
        >
          {tw(changing.value ? 'saving' : 'photo.use')}
        </button>
        <button class="button" type="button" onClick={onClose}>
          {tw('cancel')}
        </button>
      </div>
    </>
  );
}

const RemoveAsk = ({ id, onClose }: { id: number; onClose: () => void }) => (
  <div class="note warn">
    <p>{tw('photo.removeAsk')}</p>
    <div class="row">
      <button
        class="button primary"
        type="button"
        disabled={changing.value}
        onClick={async () => {
          if (!(await removePhoto(id))) return;
          announce(tw('photo.removed'));
          onClose();
        }}
      >
        {tw('photo.removeYes')}
      </button>
      <button class="button" type="button" onClick={onClose}>
        {tw('cancel')}
      </button>
    </div>
  </div>
);
