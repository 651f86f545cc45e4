/** What the public is shown of a worker: whether at all, the office phone, the photo; and where it can be seen. */
import { useSignal } from '@preact/signals';
import type { Worker } from '../../../server/contract/workers.ts';
import { announce } from '../../state/announce.ts';
import { areaByCode } from '../../state/areas.ts';
import { language, problemText } from '../../state/language.ts';
import { mayIn } from '../../state/who.ts';
import { shownPosts } from './people-list.ts';
import { changeProblem, changing, saveWorker } from './people-state.ts';
import { PhotoPart } from './photo-part.tsx';
import { gridPreviews } from './preview.ts';
import { PreviewLinks } from './preview-links.tsx';
import { PEOPLE_WRITERS } from './roles.ts';
import { tw } from './words.ts';

export function PersonForm({ worker }: { worker: Worker }) {
  const mayEdit = mayIn(PEOPLE_WRITERS, worker.area);
  const problem = changeProblem.value;
  const posts = shownPosts(worker);
  return (
    <div class="person-form" id={`person-${worker.id}`}>
      {!mayEdit && (
        <p class="note">{tw('otherPlanner', { area: areaByCode.value.get(worker.area)?.name ?? worker.area })}</p>
      )}
      <Shown worker={worker} mayEdit={mayEdit} />
      <PhotoPart worker={worker} mayEdit={mayEdit} />
      {problem !== null && (
        <p class="note bad" role="alert">
          {problemText(problem.code, problem.params, 'problem.other')}
        </p>
      )}
      {posts.length === 0 && <p class="hint">{tw('kioskRoles')}</p>}
      {posts.map(({ id, grid, gridName }) => (
        <PreviewLinks key={id} name={gridName ?? grid} links={gridPreviews(grid, language.value)} />
      ))}
    </div>
  );
}

function Shown({ worker, mayEdit }: { worker: Worker; mayEdit: boolean }) {
  const published = useSignal(worker.published);
  const phone = useSignal(worker.phone ?? '');
  const said = {
    ...(published.value === worker.published ? {} : { published: published.value }),
    ...(phone.value.trim() === (worker.phone ?? '') ? {} : { phone: phone.value.trim() || null }),
  };
  const isChanged = Object.keys(said).length > 0;
  const save = async () => {
    if (!(await saveWorker(worker.id, said))) return;
    const { name } = worker;
    announce('published' in said ? tw(said.published ? 'said.shown' : 'said.hidden', { name }) : tw('saved'));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label class="check">
        <input
          type="checkbox"
          name="published"
          checked={published.value}
          disabled={!mayEdit}
          onChange={(event) => {
            published.value = event.currentTarget.checked;
          }}
        />
        <span>{tw('published')}</span>
      </label>
      <p class="hint">{tw('publishedHint')}</p>
      <label class="field">
        <span class="label">{tw('phone')}</span>
        <input
          class="input"
          type="tel"
          name="phone"
          autocomplete="off"
          maxLength={40}
          disabled={!mayEdit}
          aria-describedby={`phone-hint-${worker.id}`}
          value={phone.value}
          onInput={(event) => {
            phone.value = event.currentTarget.value;
          }}
        />
      </label>
      <p class="hint" id={`phone-hint-${worker.id}`}>
        {tw('phoneHint')}
      </p>
      {mayEdit && (
        <div class="row">
          <button class="button primary" type="submit" disabled={!isChanged || changing.value}>
            {tw('save')}
          </button>
        </div>
      )}
    </form>
  );
}
