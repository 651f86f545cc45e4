/** Photos of the scene, and adding one; the position a camera wrote into it is offered once as the place of the event. */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { EventCard } from '../../../server/contract/events.ts';
import { photoAddress } from '../../api/events.ts';
import { type ApiError, asApiError } from '../../api/request.ts';
import { announce } from '../../state/announce.ts';
import { sendPhoto, sendStep } from '../../state/command/card.ts';
import { mayReport } from '../../state/command/roles.ts';
import { problemText } from '../../state/language.ts';
import { shortMoment } from '../../state/measures.ts';
import { tcard } from './card-words.ts';

export const PHOTO_TYPES = 'image/jpeg,image/png,image/webp';

export function CardPhotos({ card }: { card: EventCard }) {
  const { id } = card.event;
  return (
    <section>
      <h3>{tcard('photos')}</h3>
      {card.photos.length === 0 ? (
        <p class="hint">{tcard('photos.none')}</p>
      ) : (
        <ul class="photos">
          {card.photos.map((photo) => (
            <li key={photo.id}>
              <a href={photoAddress(id, photo.id)} target="_blank" rel="noreferrer">
                <img
                  src={photoAddress(id, photo.id)}
                  loading="lazy"
                  alt={tcard('photos.alt', { at: shortMoment(photo.at), actor: photo.actor })}
                />
              </a>
            </li>
          ))}
        </ul>
      )}
      {(mayReport.value || card.allowed.length > 0) && <AddPhoto card={card} />}
    </section>
  );
}

function AddPhoto({ card }: { card: EventCard }) {
  const input = useRef<HTMLInputElement>(null);
  const busy = useSignal(false);
  const problem = useSignal<ApiError | null>(null);
  const taken = useSignal<{ lon: number; lat: number } | null>(null);
  const add = async (files: readonly File[]) => {
    busy.value = true;
    problem.value = null;
    try {
      for (const file of files) taken.value = (await sendPhoto(file, crypto.randomUUID())) ?? taken.peek();
      announce(tcard('photos.done'));
    } catch (error) {
      problem.value = asApiError(error);
    } finally {
      busy.value = false;
    }
  };
  const mayPlace = card.allowed.some(({ step }) => step === 'locate');
  return (
    <>
      <input
        ref={input}
        id="event-photo"
        type="file"
        accept={PHOTO_TYPES}
        multiple
        hidden
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          if (files.length > 0) void add(files);
        }}
      />
      <button class="button" type="button" disabled={busy.value} onClick={() => input.current?.click()}>
        {tcard(busy.value ? 'photos.sending' : 'photos.add')}
      </button>
      <p class="hint">{tcard('photos.hint')}</p>
      {problem.value !== null && (
        <p class="note bad" role="alert">
          {problemText(problem.value.code, problem.value.params, 'problem.other')}
        </p>
      )}
      {taken.value !== null && mayPlace && (
        <p class="note">
          {tcard('photos.taken')}{' '}
          <button
            class="button"
            type="button"
            onClick={() => {
              const at = taken.peek();
              if (at === null) return;
              void sendStep({ id: crypto.randomUUID(), step: 'locate', ...at }).then((done) => {
                if (done) taken.value = null;
              });
            }}
          >
            {tcard('photos.use')}
          </button>
        </p>
      )}
    </>
  );
}
