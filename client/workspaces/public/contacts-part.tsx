/** Whom residents of the area are told to call. Set on the version that was seen; what another set meanwhile is shown beside it. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { KioskNotice } from '../../../server/contract/kiosk.ts';
import { putNotice, readNotice, type TaggedNotice } from '../../api/public.ts';
import { type ApiError, asApiError, isAbort } from '../../api/request.ts';
import { announce } from '../../state/announce.ts';
import { areaByCode, pathOf } from '../../state/areas.ts';
import { problemText } from '../../state/language.ts';
import { mayIn } from '../../state/who.ts';
import { CONTACT_FIELDS, type ContactTexts, isSame, noticeOfTexts, textsOfNotice } from './contact-fields.ts';
import { ContactInput } from './contact-input.tsx';
import { CONTACT_WRITERS } from './roles.ts';
import { tw } from './words.ts';

interface Read {
  readonly own: TaggedNotice;
  /** Of the areas around it, outer ones first. */
  readonly above: readonly KioskNotice[];
}

export function ContactsPart({ area }: { area: string }) {
  const read = useSignal<Read | null>(null);
  const texts = useSignal<ContactTexts | null>(null);
  /** What another has set since this was read. */
  const other = useSignal<KioskNotice | null>(null);
  const problem = useSignal<ApiError | null>(null);
  const busy = useSignal(false);
  useEffect(() => {
    const gone = new AbortController();
    const around = pathOf(area).map(({ code }) => code);
    Promise.all(around.map((code) => readNotice(code, gone.signal)))
      .then((all) => {
        const own = all.at(-1)!;
        read.value = { own, above: all.slice(0, -1).map(({ notice }) => notice) };
        texts.value = textsOfNotice(own.notice);
      })
      .catch((error) => {
        if (!isAbort(error)) problem.value = asApiError(error);
      });
    return () => gone.abort();
  }, [area]);

  /** False: it was refused. */
  const act = async (work: () => Promise<void>): Promise<void> => {
    busy.value = true;
    problem.value = null;
    try {
      await work();
    } catch (error) {
      problem.value = asApiError(error);
    } finally {
      busy.value = false;
    }
  };
  const save = (notice: KioskNotice, tag: string) =>
    act(async () => {
      const own = await putNotice(notice, tag);
      read.value = { own, above: read.peek()?.above ?? [] };
      texts.value = textsOfNotice(own.notice);
      other.value = null;
      announce(tw('saved'));
    });
  const again = () =>
    act(async () => {
      const own = await readNotice(area);
      other.value = own.notice;
      read.value = { own, above: read.peek()?.above ?? [] };
    });

  const name = areaByCode.value.get(area)?.name ?? area;
  const now = read.value;
  const written = texts.value;
  const mayEdit = mayIn(CONTACT_WRITERS, area);
  return (
    <section class="public-contacts">
      <div>
        <h3>{tw('contactsOf', { name })}</h3>
        <p class="hint">{tw('contactsLead')}</p>
      </div>
      {!mayEdit && <p class="note">{tw('contactsReadOnly')}</p>}
      {problem.value !== null && (
        <div class="note bad" role="alert">
          <p>{problemText(problem.value.code, problem.value.params, 'problem.other')}</p>
          {problem.value.status === 412 && (
            <div class="row">
              <button class="button" type="button" disabled={busy.value} onClick={() => void again()}>
                {tw('again')}
              </button>
              <span class="hint">{tw('againHint')}</span>
            </div>
          )}
        </div>
      )}
      {now === null || written === null ? (
        problem.value === null && <p class="hint">{tw('contactsLoading')}</p>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void save(noticeOfTexts(area, written), now.own.tag);
          }}
        >
          {CONTACT_FIELDS.map((field) => (
            <ContactInput
              key={field}
              field={field}
              value={written[field]}
              above={now.above}
              other={other.value?.[field] === (written[field].trim() || null) ? null : other.value}
              disabled={!mayEdit}
              onInput={(value) => {
                texts.value = { ...written, [field]: value };
              }}
            />
          ))}
          {mayEdit && (
            <div class="row">
              <button
                class="button primary"
                type="submit"
                disabled={busy.value || isSame(noticeOfTexts(area, written), now.own.notice)}
              >
                {tw(busy.value ? 'saving' : 'save')}
              </button>
            </div>
          )}
        </form>
      )}
    </section>
  );
}
