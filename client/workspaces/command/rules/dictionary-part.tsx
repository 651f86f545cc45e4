/** The categories of the county's dictionary under their majors; one is changed at a time; a file in and out. */
import { useSignal } from '@preact/signals';
import type { Category } from '../../../../server/contract/event-rules.ts';
import { majors, rules } from '../../../state/command/rules.ts';
import { categoryRows } from '../../../state/command/rules-csv.ts';
import { mayEditRules } from '../../../state/command/rules-edit.ts';
import { csvText } from '../../../ui/csv.ts';
import { saveFile } from '../../../ui/save-file.ts';
import { cardNamed } from '../card-words.ts';
import { named } from '../words.ts';
import { CategoryForm } from './category-form.tsx';
import { CLOCK_NAMES } from './fields.tsx';
import { ImportPart } from './import-part.tsx';
import { limitText, tr } from './words.ts';

export function DictionaryPart() {
  const editing = useSignal<string | null>(null);
  const { dictionary } = rules.value;
  if (dictionary === null) return null;
  const close = () => {
    editing.value = null;
  };
  return (
    <section class="rules-part">
      {dictionary.sample && <p class="hint">{tr('sample')}</p>}
      <div class="line">
        {mayEditRules.value && (
          <button
            class="button"
            type="button"
            onClick={() => {
              editing.value = '';
            }}
          >
            {tr('category.add')}
          </button>
        )}
        <button
          class="button"
          type="button"
          onClick={() =>
            saveFile(
              `${tr('file.name')}-${dictionary.id}.csv`,
              'text/csv',
              csvText(categoryRows(dictionary.categories)),
            )
          }
        >
          {tr('file.save')}
        </button>
      </div>
      {mayEditRules.value && <ImportPart />}
      {editing.value === '' && <CategoryForm category={null} onClose={close} />}
      {majors.value.map(({ code, name, categories }) => (
        <details key={code} class="major" open>
          <summary>{tr('category.count', { name, count: categories.length })}</summary>
          <ul>
            {categories.map((category) => (
              <li key={category.code} data-category={category.code} data-retired={category.retired}>
                {editing.value === category.code ? (
                  <CategoryForm category={category} onClose={close} />
                ) : (
                  <Line
                    category={category}
                    onEdit={() => {
                      editing.value = category.code;
                    }}
                  />
                )}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

const Line = ({ category, onEdit }: { category: Category; onEdit: () => void }) => (
  <div class="rule-line">
    <div>
      <strong>{category.name}</strong> <span class="code">{category.code}</span>{' '}
      {category.retired && <span class="tag">{tr('category.isRetired')}</span>}
      <p class="hint">
        {[
          named('grade', category.grade),
          cardNamed('way', category.way),
          cardNamed('level', category.level),
          ...CLOCK_NAMES.map((clock) => `${cardNamed('clock', clock)} ${limitText(category.limits[clock])}`),
        ].join(' · ')}
      </p>
    </div>
    {mayEditRules.value && (
      <button class="plain" type="button" aria-label={`${tr('edit')} ${category.name}`} onClick={onEdit}>
        {tr('edit')}
      </button>
    )}
  </div>
);
