/** All keys on one small panel; not modal. Fetched when it is first opened. */
import { enKeys } from '../i18n/en-keys.ts';
import { zhKeys } from '../i18n/zh-keys.ts';
import { t, textsOf } from '../state/language.ts';
import { Icon } from './icon.tsx';
import { keysOn, keysOpen, SHORTCUTS, switchKeys, workspaceKeys } from './keys.ts';
import '../theme/keys.css';

const tk = textsOf(zhKeys, enKeys);

/** Keys that are handled where they are pressed but belong in the list. */
const OTHER_KEYS = [
  { keys: ['↑', '↓', 'Enter'], label: () => tk('keys.table') },
  { keys: ['←', '↑', '→', '↓'], label: () => tk('keys.pan') },
  { keys: ['Enter'], label: () => tk('keys.middle') },
];

const close = () => {
  keysOpen.value = false;
};

export function KeysPanel() {
  const all = [
    ...[...workspaceKeys.value, ...SHORTCUTS].map(({ key, label }) => ({ keys: [key], label })),
    ...OTHER_KEYS,
  ];
  return (
    <section class="float keys" aria-labelledby="keys-title">
      <h2 id="keys-title">
        {t('keys.title')}
        <button class="plain" type="button" aria-label={t('close')} onClick={close}>
          <Icon name="close" />
        </button>
      </h2>
      <dl>
        {all.map(({ keys, label }) => (
          <>
            <dt>
              {keys.map((key) => (
                <kbd class="key" key={key}>
                  {key === 'Escape' ? 'Esc' : key}
                </kbd>
              ))}
            </dt>
            <dd>{typeof label === 'string' ? t(label) : label()}</dd>
          </>
        ))}
      </dl>
      <label class="check">
        <input type="checkbox" checked={keysOn.value} onChange={(event) => switchKeys(event.currentTarget.checked)} />
        {tk('keys.switch')}
      </label>
    </section>
  );
}
