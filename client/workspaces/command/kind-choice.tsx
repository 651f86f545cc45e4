/** Choosing a kind: the majors, then what is in the one chosen; or by a part of its name, all at once. */
import { useSignal } from '@preact/signals';
import type { Category } from '../../../server/contract/event-rules.ts';
import { shapeOf } from '../../map/layers/events-images.ts';
import { editDraft } from '../../state/command/draft.ts';
import { categoryByCode, majorIndex, majors, rules } from '../../state/command/rules.ts';
import { problemText } from '../../state/language.ts';
import { ruleText } from './card-words.ts';
import { ShapeMark } from './event-mark.tsx';
import { tcr } from './report-words.ts';
import { named } from './words.ts';

/** Names and codes that hold the words; a retired kind is not offered. Pure. */
export const findKinds = (categories: readonly Category[], words: string): Category[] => {
  const wanted = words.trim().toLowerCase();
  return categories.filter(
    ({ name, code, majorName, retired }) =>
      !retired && (wanted === '' || `${name} ${majorName} ${code}`.toLowerCase().includes(wanted)),
  );
};

export function KindChoice({ category }: { category: string | null }) {
  const chosen = category === null ? undefined : categoryByCode.value.get(category);
  const { problem } = rules.value;
  return (
    <div class="field kind-choice">
      <span class="label" id="kind-label">
        {tcr('kind')}
      </span>
      {problem !== null && (
        <p class="note bad">{tcr('kind.missing', { text: problemText(problem.code, problem.params) })}</p>
      )}
      {chosen ? <Chosen category={chosen} /> : <Kinds />}
    </div>
  );
}

function Chosen({ category }: { category: Category }) {
  const { handle } = category.limits;
  return (
    <div class="chosen">
      <ShapeMark
        shape={shapeOf(majorIndex(category.code))}
        grade={category.grade}
        letter={[...category.name][0] ?? ''}
      />
      <span>
        <strong>{category.name}</strong>
        <span class="hint">
          {category.majorName} · {named('grade', category.grade)} ·{' '}
          {tcr('kind.limits', { limit: ruleText(`${handle.amount} ${handle.unit}`) })}
        </span>
      </span>
      <button class="button" type="button" onClick={() => editDraft({ category: null })}>
        {tcr('kind.change')}
      </button>
    </div>
  );
}

function Kinds() {
  const words = useSignal('');
  const major = useSignal<string | null>(null);
  const open = major.value ?? majors.value[0]?.code ?? null;
  const all = rules.value.dictionary?.categories ?? [];
  const found =
    words.value.trim() === ''
      ? findKinds(all, '').filter((category) => category.major === open)
      : findKinds(all, words.value);
  return (
    <>
      <input
        class="input"
        type="search"
        name="kind"
        aria-label={tcr('kind.search')}
        placeholder={tcr('kind.searchHint')}
        value={words.value}
        onInput={(event) => {
          words.value = event.currentTarget.value;
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing) return;
          event.preventDefault();
          if (found[0] && words.value.trim() !== '') editDraft({ category: found[0].code });
        }}
      />
      {words.value.trim() === '' && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a visible legend
        <div class="majors" role="group" aria-labelledby="kind-label">
          {majors.value.map(({ code, name }, index) => (
            <button
              key={code}
              type="button"
              aria-pressed={code === open}
              onClick={() => {
                major.value = code;
              }}
            >
              <ShapeMark shape={shapeOf(index)} grade="ordinary" />
              {name}
            </button>
          ))}
        </div>
      )}
      <ul class="minors">
        {found.map((category) => (
          <li key={category.code}>
            <button
              class="button"
              type="button"
              data-category={category.code}
              onClick={() => editDraft({ category: category.code })}
            >
              {category.name}
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p class="hint">{tcr('kind.none')}</p>}
    </>
  );
}
