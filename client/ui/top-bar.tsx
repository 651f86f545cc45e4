/** The bar: brand, county and edition, workspaces, language, theme, who is signed in. Folds into a menu on a phone. */
import { useSignal } from '@preact/signals';
import seal from '../seal.svg';
import { clearAnswer } from '../state/answer.ts';
import { counties, county } from '../state/areas.ts';
import { asOf, chooseEdition, edition, editions } from '../state/editions.ts';
import { day, language, setLanguage, t } from '../state/language.ts';
import { go, setParams } from '../state/route.ts';
import { theme, toggleTheme } from '../state/theme.ts';
import { mayAudit, mayCommand, mayImport, mayPlan, session, signedIn, signOut } from '../state/who.ts';
import { Icon } from './icon.tsx';
import { keysOpen } from './keys.ts';

export function TopBar({ current }: { current: string }) {
  const open = useSignal(false);
  const leave = (to: string) => {
    open.value = false;
    go(to);
  };
  return (
    <header class="bar" data-open={open.value}>
      <button class="brand" type="button" onClick={() => leave('map')}>
        <img src={seal} alt="" width="30" height="30" />
        <strong>格中</strong>
        <span lang="en">GEZHONG</span>
      </button>
      <Where />
      <button
        class="plain menu-button"
        type="button"
        aria-expanded={open.value}
        aria-label={t('shell.menu')}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        <Icon name={open.value ? 'close' : 'menu'} />
      </button>
      <div class="fold">
        <nav aria-label={t('shell.workspaces')}>
          <Way name="map" current={current} go={leave} />
          {mayPlan.value && <Way name="plan" current={current} go={leave} />}
          {mayCommand.value && <Way name="command" current={current} go={leave} />}
          {mayAudit.value && <Way name="audit" current={current} go={leave} />}
          {mayImport.value && <Way name="import" current={current} go={leave} />}
          {mayImport.value && <Way name="public" current={current} go={leave} />}
        </nav>
        <div class="tools">
          <button
            class="plain"
            type="button"
            lang={language.value === 'en' ? 'zh-CN' : 'en'}
            onClick={() => void setLanguage(language.value === 'en' ? 'zh-CN' : 'en')}
          >
            {language.value === 'en' ? '中文' : 'English'}
          </button>
          <button
            class="plain"
            type="button"
            onClick={toggleTheme}
            aria-label={t('shell.theme')}
            title={t('shell.theme')}
          >
            <Icon name={theme.value === 'dark' ? 'sun' : 'moon'} />
          </button>
          <button
            class="plain"
            type="button"
            aria-label={t('keys.title')}
            title={`${t('keys.title')} (?)`}
            onClick={() => {
              open.value = false;
              keysOpen.value = !keysOpen.value;
            }}
          >
            <Icon name="keyboard" />
          </button>
          <Who leave={leave} />
        </div>
      </div>
    </header>
  );
}

function Way({
  name,
  current,
  go: leave,
}: {
  name: 'map' | 'plan' | 'command' | 'audit' | 'import' | 'public';
  current: string;
  go: (to: string) => void;
}) {
  return (
    <button
      class="plain"
      type="button"
      aria-current={name === current ? 'page' : undefined}
      onClick={() => leave(name)}
    >
      {t(`workspace.${name}`)}
    </button>
  );
}

/** County and edition. A past edition is named in the heading, so that nobody takes it for the present. */
function Where() {
  const here = county.value;
  if (here === null) return <div class="place" />;
  const shown = edition.value;
  const change = (next: Record<string, string | null>) => {
    clearAnswer();
    setParams(next);
  };
  return (
    <div class="place">
      {counties.value.length > 1 ? (
        <h1>
          <select
            class="county"
            aria-label={t('shell.county')}
            value={here.code}
            onChange={(event) => change({ county: event.currentTarget.value, area: null, asOf: null })}
          >
            {counties.value.map((one) => (
              <option key={one.code} value={one.code}>
                {one.name}
              </option>
            ))}
          </select>
        </h1>
      ) : (
        <h1>{here.name}</h1>
      )}
      {editions.value.length > 0 && (
        <select
          aria-label={t('edition.choose')}
          title={t('edition.choose')}
          value={String(shown?.id ?? '')}
          onChange={(event) => {
            const id = Number(event.currentTarget.value);
            clearAnswer();
            chooseEdition(editions.value.find((one) => one.id === id) ?? null);
          }}
        >
          {shown === null && <option value="">{t('edition.none')}</option>}
          {[...editions.value]
            .sort((a, b) => b.number - a.number)
            .map((one) => (
              <option key={one.id} value={String(one.id)}>
                {t(one.inForce ? 'edition.inForce' : 'edition.past', {
                  n: String(one.number),
                  day: day(one.inForceFrom),
                })}
              </option>
            ))}
        </select>
      )}
      {asOf.value !== null && shown !== null && !shown.inForce && <span class="tag kind">{t('edition.pastTag')}</span>}
    </div>
  );
}

function Who({ leave }: { leave: (to: string) => void }) {
  if (!signedIn.value)
    return (
      <button class="plain" type="button" onClick={() => leave('access')}>
        {t('workspace.access')}
      </button>
    );
  return (
    <>
      <span class="hint">{session.value?.name ?? session.value?.login}</span>
      <button
        class="plain"
        type="button"
        onClick={() => {
          void signOut().then(() => leave('map'));
        }}
      >
        {t('access.signOut')}
      </button>
    </>
  );
}
