/** The answer: which grid, its code and path, who answers for it, how it stands against the band, and why this grid. Fetched with the first question. */
import { useEffect } from 'preact/hooks';
import type { PublicPost } from '../../../server/contract/grids.ts';
import type { LocateAnswer } from '../../../server/contract/locate.ts';
import { announce } from '../../state/announce.ts';
import { type AnswerState, answer, clearAnswer } from '../../state/answer.ts';
import { areaByCode } from '../../state/areas.ts';
import { gridByCode } from '../../state/grids.ts';
import { number, problemText, t } from '../../state/language.ts';
import { selectedPlace } from '../../state/selection.ts';
import { BandBar } from '../../ui/band-bar.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { otherMatches, ruleKey, tw } from './answer-words.ts';
import { chooseArea, chooseGrid } from './choose.ts';
import '../../theme/answer.css';

export function Answer() {
  const now = answer.value;
  useEffect(() => speak(now), [now]);
  const shown = now.state === 'answered' ? now.answer : now.state === 'asking' ? now.before : null;
  return (
    <section class="float card" aria-label={tw('answer.label')} aria-busy={now.state === 'asking'}>
      <div class="inner">
        {now.state === 'refused' ? (
          <>
            <Heading kind={null} />
            <p class="note bad">{problemText(now.problem.code, now.problem.params)}</p>
          </>
        ) : shown === null ? (
          <>
            <Heading kind={null} />
            <p class="hint">{tw('answer.asking')}</p>
          </>
        ) : (
          <Found answer={shown} />
        )}
      </div>
    </section>
  );
}

function speak(now: AnswerState): void {
  if (now.state === 'refused') announce(problemText(now.problem.code, now.problem.params));
  if (now.state !== 'answered') return;
  const { grid } = now.answer;
  announce(grid ? tw('answer.spoken', { name: grid.name, code: grid.code }) : tw(ruleKey(now.answer)));
}

function Heading({ kind }: { kind: string | null }) {
  return (
    <div class="row">
      {kind !== null && <span class="tag kind">{kind}</span>}
      <button class="plain" type="button" aria-label={t('close')} title={`${t('close')} (Esc)`} onClick={clearAnswer}>
        <Icon name="close" />
      </button>
    </div>
  );
}

function Found({ answer: found }: { answer: LocateAnswer }) {
  const { grid } = found;
  const published = grid === null ? undefined : gridByCode.value.get(grid.code)?.properties;
  return (
    <>
      <header>
        <Heading kind={grid === null ? tw('answer.gap') : t(`kind.${grid.kind}`)} />
        <Asked />
        {grid === null ? (
          <h2>{tw('answer.noGrid')}</h2>
        ) : (
          <>
            <h2>{grid.name}</h2>
            <div>
              <CopyButton class="code" text={grid.code} icon="copy" label={tw('answer.copyCode', { code: grid.code })}>
                {grid.code}
              </CopyButton>
            </div>
          </>
        )}
        <Path answer={found} />
      </header>
      {grid !== null && published && (
        <BandBar households={published.households} band={published.band} result={published.bandResult} />
      )}
      {published !== undefined && published.uncounted > 0 && (
        <p class="hint">{t('grid.uncounted', { count: published.uncounted })}</p>
      )}
      {grid !== null && (
        <dl class="people">
          <Post role={t('post.leader')} post={grid.leader} />
          <Post role={t('post.worker')} post={grid.worker} />
        </dl>
      )}
      <Why answer={found} />
      <Facts answer={found} />
      <footer>
        <CopyButton class="button" text={() => window.location.href} icon="link">
          {t('answer.copyLink')}
        </CopyButton>
        {grid !== null && (
          <a
            class="button"
            href={`/kiosk?grid=${encodeURIComponent(grid.code)}&view=notice`}
            target="_blank"
            rel="noopener"
          >
            {tw('answer.notice')}
          </a>
        )}
      </footer>
    </>
  );
}

/** The place that was searched for, above the grid it lies in. */
function Asked() {
  const place = selectedPlace.value?.properties;
  if (!place) return null;
  return (
    <div class="asked">
      <strong>{place.name ?? place.address ?? place.code}</strong>
      <span class="hint">
        {[t(`place.${place.kind}`), place.name === null ? null : place.address].filter(Boolean).join(' · ')}
        {place.households !== null && place.households > 0 && ` · ${t('map.households', { count: place.households })}`}
      </span>
    </div>
  );
}

function Path({ answer: found }: { answer: LocateAnswer }) {
  if (found.path.length === 0) return null;
  return (
    <nav aria-label={tw('answer.path')}>
      <ol class="crumbs">
        {found.path.map((step) => {
          const area = areaByCode.value.get(step.code);
          const isGrid = step.level === 'grid' || step.level === 'micro';
          const here = step.code === found.grid?.code;
          return (
            <li key={step.code}>
              <button
                type="button"
                title={t(step.level === 'micro' ? 'kind.micro' : `level.${step.level}`)}
                aria-current={here ? 'location' : undefined}
                onClick={() => {
                  if (area) chooseArea(area);
                  else if (isGrid) void chooseGrid(step.code);
                }}
              >
                {step.name}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Post({ role, post }: { role: string; post: PublicPost | null }) {
  return (
    <div>
      <dt>{role}</dt>
      {post === null ? (
        <dd class="missing">{t('post.missing')}</dd>
      ) : (
        <>
          <dd>{post.name}</dd>
          <dd>
            {post.phone !== null && (
              <a href={`tel:${post.phone.replace(/[^+\d]/g, '')}`}>
                <Icon name="phone" />
                {post.phone}
              </a>
            )}
          </dd>
        </>
      )}
    </div>
  );
}

function Why({ answer: found }: { answer: LocateAnswer }) {
  const others = otherMatches(found);
  if (found.point === null && found.resolved?.by === 'code') return null;
  return (
    <div class="why">
      <h3>{tw('answer.why')}</h3>
      <p class={found.rule === 'contains' && others.length === 0 ? undefined : 'note warn'}>
        {tw(ruleKey(found), { codes: others.map((match) => match.code), code: found.grid?.code ?? '' })}
      </p>
      {found.ambiguous && found.rule === 'contains' && <p class="note">{tw('answer.ambiguous')}</p>}
    </div>
  );
}

function Facts({ answer: found }: { answer: LocateAnswer }) {
  const [lon, lat] = found.point ?? [];
  if (lon === undefined || lat === undefined) return null;
  return (
    <dl class="facts">
      <dt>{tw('answer.distance')}</dt>
      <dd>
        {found.distanceToBorderM === null
          ? tw('answer.far')
          : t('unit.m', { n: number(found.distanceToBorderM, found.distanceToBorderM < 10 ? 1 : 0) })}
      </dd>
      <dt>{tw('answer.coordinates')}</dt>
      <dd class="mono">
        {lon.toFixed(6)}, {lat.toFixed(6)}
      </dd>
    </dl>
  );
}
