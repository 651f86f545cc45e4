/**
 * The last confirmation: the numbers once more, the people, the certificates, a note of the edition. It takes the place of the
 * review in the panel; the map beside it stays free.
 */
import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { Plan } from '../../../../server/contract/plans.ts';
import { type ApiError, asApiError } from '../../../api/request.ts';
import { announce } from '../../../state/announce.ts';
import { areaByCode } from '../../../state/areas.ts';
import { editions } from '../../../state/editions.ts';
import { problemText } from '../../../state/language.ts';
import { confirming, publish, publishState } from '../../../state/plan/life.ts';
import { tl } from '../life-words.ts';
import { Blocks, blockCount } from './blocks.tsx';
import { Certificates } from './certificates.tsx';
import { OutsideGrids } from './outside-grids.tsx';
import { Posts } from './posts.tsx';
import { Numbers } from './publish-effects.tsx';

/** Editions of a county are numbered one after the other. */
const nextNumber = (county: string): number =>
  1 + Math.max(0, ...editions.value.filter(({ countyCode }) => countyCode === county).map((edition) => edition.number));

export function PublishDialogue({ plan }: { plan: Plan }) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const note = useSignal(plan.title);
  const sure = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<ApiError | null>(null);
  const { preview } = publishState.value;
  const county = plan.area.slice(0, 6);
  const n = String(nextNumber(county));
  useEffect(() => heading.current?.focus(), []);
  const close = () => {
    confirming.value = false;
  };
  const send = async () => {
    busy.value = true;
    problem.value = null;
    const text = note.value.trim();
    try {
      await publish(text === '' ? {} : { note: text });
      announce(tl('published.title', { n }));
    } catch (error) {
      problem.value = asApiError(error);
    }
    busy.value = false;
  };
  return (
    <div class="review-scroll publish">
      <h3 ref={heading} tabIndex={-1}>
        {tl('publish.title', { n })}
      </h3>
      <p>{tl('publish.lead', { title: plan.title, county: areaByCode.value.get(county)?.name ?? county })}</p>
      {preview === null && <p class="hint">{tl('preview.reading')}</p>}
      {preview !== null && (
        <>
          <Numbers preview={preview} />
          {blockCount(preview.blocks) > 0 && <Blocks blocks={preview.blocks} />}
          <OutsideGrids plan={plan} grids={preview.outside} />
          <Posts posts={preview.posts} />
        </>
      )}
      <Certificates plan={plan} />
      <form
        class="step-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <div class="field">
          <label for={`${id}-note`}>{tl('publish.note')}</label>
          <textarea
            class="input"
            id={`${id}-note`}
            rows={2}
            maxLength={500}
            value={note.value}
            aria-describedby={`${id}-hint`}
            onInput={({ currentTarget: { value } }) => {
              note.value = value;
            }}
          />
          <span class="hint" id={`${id}-hint`}>
            {tl('publish.noteHint')}
          </span>
        </div>
        <label class="check">
          <input
            type="checkbox"
            checked={sure.value}
            onChange={({ currentTarget: { checked } }) => {
              sure.value = checked;
            }}
          />
          {tl('publish.check')}
        </label>
        {problem.value !== null && (
          <p class="note bad" role="alert">
            {tl('publish.refused', { reason: problemText(problem.value.code, problem.value.params, 'problem.other') })}
          </p>
        )}
        <div class="row">
          <button class="button primary" type="submit" disabled={!sure.value || busy.value || preview?.ready !== true}>
            {tl(busy.value ? 'publish.sending' : 'publish.send', { n })}
          </button>
          <button class="button" type="button" disabled={busy.value} onClick={close}>
            {tl('publish.back')}
          </button>
        </div>
      </form>
    </div>
  );
}
