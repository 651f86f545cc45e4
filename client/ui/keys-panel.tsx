/** All keys on one small panel; not modal. */
import { t } from '../state/language.ts';
import { Icon } from './icon.tsx';
import { keysOn, keysOpen, OTHER_KEYS, SHORTCUTS, switchKeys, workspaceKeys } from './keys.ts';

const close = () => {
  keysOpen.value = false;
};

export function KeysPanel() {
  if (!keysOpen.value) return null;
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
        {t('keys.switch')}
      </label>
    </section>
  );
}
