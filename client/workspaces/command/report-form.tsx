/** Reporting an event: kind, what, where, from whom it came; what may be the same stands before the button that sends it. */
import { useEffect } from 'preact/hooks';
import { announce } from '../../state/announce.ts';
import { choose } from '../../state/command/chosen.ts';
import { type Draft, draft, dropDraft, editDraft, missingIn } from '../../state/command/draft.ts';
import { followDraftPlace } from '../../state/command/draft-place.ts';
import { placing, stopPlacing } from '../../state/command/placing.ts';
import { reporting, reportProblem, sendReport } from '../../state/command/sending-report.ts';
import { problemText } from '../../state/language.ts';
import { looksPersonal } from '../../state/personal.ts';
import { loadProblem } from '../../state/service.ts';
import { Icon } from '../../ui/icon.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { PHOTO_TYPES } from './card-photos.tsx';
import { CHANNEL_NAMES } from './choices.ts';
import { KindChoice } from './kind-choice.tsx';
import { LikelySame } from './likely-same.tsx';
import { tcr } from './report-words.ts';
import { WhereChoice } from './where-choice.tsx';
import { named } from './words.ts';

async function send(): Promise<void> {
  const sent = await sendReport();
  if (sent === null) return;
  announce(tcr('done', { n: String(sent.serial) }));
  if (sent.left !== null) loadProblem.value = sent.left;
  choose(sent.id);
}

export function ReportForm() {
  useEffect(followDraftPlace, []);
  const now = draft.value;
  if (now === null) return null;
  return (
    <form
      class="report-form"
      aria-label={tcr('title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (missingIn(now).length === 0) void send();
      }}
    >
      <header>
        <h2>{tcr('title')}</h2>
        <button class="plain" type="button" aria-label={tcr('close')} title={tcr('close')} onClick={dropDraft}>
          <Icon name="close" />
        </button>
      </header>
      <div class="fields">
        <KindChoice category={now.category} />
        <WhatField now={now} />
        <WhereChoice where={now.where} grid={now.grid} />
        <div class="field">
          <span class="label">{tcr('channel')}</span>
          <Segmented
            label={tcr('channel')}
            value={now.channel}
            onChoose={(channel) => editDraft({ channel })}
            choices={CHANNEL_NAMES.filter((name) => name !== 'system').map((value) => ({
              value,
              label: named('channel', value),
            }))}
          />
        </div>
        {now.channel === 'hotline' && <TicketField now={now} />}
        <SolvedField now={now} />
        <PhotosField now={now} />
      </div>
      <Foot now={now} />
    </form>
  );
}

function WhatField({ now }: { now: Draft }) {
  return (
    <label class="field">
      <span class="label">{tcr('text')}</span>
      <textarea
        class="input"
        name="text"
        rows={3}
        maxLength={500}
        value={now.text}
        aria-describedby="report-text-hint"
        onInput={(event) => editDraft({ text: event.currentTarget.value })}
      />
      <span class="hint" id="report-text-hint">
        {tcr('text.hint')}
      </span>
      {looksPersonal(now.text) && (
        <span class="note warn" role="alert">
          {tcr('text.personal')}
        </span>
      )}
    </label>
  );
}

const TicketField = ({ now }: { now: Draft }) => (
  <label class="field">
    <span class="label">{tcr('ticket')}</span>
    <input
      class="input"
      name="ticket"
      maxLength={60}
      autocomplete="off"
      value={now.ticket}
      onInput={(event) => editDraft({ ticket: event.currentTarget.value })}
    />
    <span class="hint">{tcr('ticket.hint')}</span>
  </label>
);

const SolvedField = ({ now }: { now: Draft }) => (
  <>
    <label class="check">
      <input
        type="checkbox"
        checked={now.solved !== null}
        onChange={(event) => editDraft({ solved: event.currentTarget.checked ? '' : null })}
      />
      {tcr('solved')}
    </label>
    {now.solved !== null && (
      <label class="field">
        <span class="label">{tcr('solved.what')}</span>
        <textarea
          class="input"
          name="solved"
          rows={2}
          maxLength={500}
          value={now.solved}
          onInput={(event) => editDraft({ solved: event.currentTarget.value })}
        />
        {now.photos.length === 0 && <span class="hint">{tcr('solved.hint')}</span>}
      </label>
    )}
  </>
);

const PhotosField = ({ now }: { now: Draft }) => (
  <label class="field">
    <span class="label">
      {tcr('photos')}
      {now.photos.length > 0 && ` · ${tcr('photos.count', { count: now.photos.length })}`}
    </span>
    <input
      class="input file"
      type="file"
      accept={PHOTO_TYPES}
      multiple
      onChange={(event) => editDraft({ photos: [...(event.currentTarget.files ?? [])] })}
    />
  </label>
);

function Foot({ now }: { now: Draft }) {
  const missing = missingIn(now);
  const problem = reportProblem.value;
  return (
    <footer>
      <LikelySame />
      {problem !== null && (
        <p class="note bad" role="alert">
          {problemText(problem.code, problem.params, 'problem.other')}
        </p>
      )}
      {missing.length > 0 && (
        <p class="hint">{tcr('missing', { list: missing.map((name) => tcr(`missing.${name}`)) })}</p>
      )}
      <div class="buttons">
        <button class="button primary" type="submit" disabled={missing.length > 0 || reporting.value}>
          {tcr(reporting.value ? 'sending' : 'send')}
        </button>
        <button
          class="button"
          type="button"
          onClick={() => {
            if (placing.peek() !== null) stopPlacing();
            dropDraft();
          }}
        >
          {tcr('close')}
        </button>
      </div>
    </footer>
  );
}
