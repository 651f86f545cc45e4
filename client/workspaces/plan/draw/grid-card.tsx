/** The chosen grid in live numbers: households against the standard, shape, border, who answers for it, what can be done. */
import { useEffect } from 'preact/hooks';
import type { PublicPost } from '../../../../server/contract/grids.ts';
import { ARC_CLASS } from '../../../../server/partition/cell-graph.ts';
import { announce } from '../../../state/announce.ts';
import { gridByCode } from '../../../state/grids.ts';
import { number, t } from '../../../state/language.ts';
import { areaText, lengthText } from '../../../state/measures.ts';
import { chosen, tool } from '../../../state/plan/choice.ts';
import { stepGrid } from '../../../state/plan/grid-choice.ts';
import { communityName, gridName } from '../../../state/plan/grid-names.ts';
import { chosenRow, type GridRow } from '../../../state/plan/grid-rows.ts';
import { mayEdit, planSession } from '../../../state/plan/opened.ts';
import { BandBar } from '../../../ui/band-bar.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { tp } from '../words.ts';
import { GridActions } from './grid-actions.tsx';
import { GridBuildings } from './grid-buildings.tsx';
import { GridName } from './grid-name.tsx';
import { GridRole } from './grid-role.tsx';
import { needsText } from './needs-text.ts';

export function GridCard() {
  const row = chosenRow.value;
  useEffect(() => {
    if (row === null) return;
    const name = gridName(row.record, row.slot);
    announce(tp('spoken.done', { name, count: row.numbers.households, band: t(`band.${row.band}.long`) }));
  }, [row?.community, row?.slot, row?.numbers.households]);
  if (row === null) return null;
  return (
    <section class="float card plan-card" data-drawing={tool.value !== 'pick'} aria-label={tp('card.label')}>
      <div class="inner">
        <header>
          <div class="row">
            <span class="tag kind">{t(`kind.${row.record.kind}`)}</span>
            <span class="hint">{communityName(row.community)}</span>
            <span class="steps">
              <Step way={-1} />
              <Step way={1} />
              <button
                class="plain"
                type="button"
                aria-label={t('close')}
                title={`${t('close')} (Esc)`}
                onClick={() => {
                  chosen.value = null;
                }}
              >
                <Icon name="close" />
              </button>
            </span>
          </div>
          <GridName key={`${row.community} ${row.slot}`} row={row} />
        </header>
        <Households row={row} />
        <Shape row={row} />
        <Posts row={row} />
        <GridRole row={row} />
        {mayEdit.value && <GridActions row={row} />}
        <GridBuildings row={row} />
      </div>
    </section>
  );
}

function Step({ way }: { way: 1 | -1 }) {
  const label = tp(way === 1 ? 'card.next' : 'card.previous');
  return (
    <button
      class="plain"
      type="button"
      aria-label={label}
      title={`${label} (${way === 1 ? '.' : ','})`}
      onClick={() => stepGrid(way)}
    >
      <Icon name={way === 1 ? 'down' : 'up'} />
    </button>
  );
}

function Households({ row }: { row: GridRow }) {
  const standard = planSession.value?.standard ?? null;
  const { numbers, band, needs } = row;
  if (numbers.cells === 0) return <p class="note">{tp('card.empty')}</p>;
  return (
    <div class="households">
      <BandBar households={numbers.households} band={band === 'none' ? null : standard} result={band} />
      {needs !== 0 && <p class={`needs-line ${band}`}>{needsText(needs)}</p>}
      {numbers.uncounted > 0 && <p class="hint">{tp('estimate', { count: numbers.uncounted })}</p>}
    </div>
  );
}

const BORDERS = ['barrier', 'main', 'minor', 'inside'] as const;

function Shape({ row: { numbers, parts } }: { row: GridRow }) {
  if (numbers.cells === 0) return null;
  const stretches = [
    ...BORDERS.map((name) => [name, numbers.borderCm[ARC_CLASS[name]]!] as const),
    ['outer', numbers.outerCm] as const,
  ].filter(([, cm]) => cm > 0);
  return (
    <dl class="facts">
      <dt>{tp('card.parts')}</dt>
      <dd class={parts > 1 ? 'bad' : undefined}>
        {parts > 1 ? tp('card.parts.more', { count: parts }) : tp('card.parts.one')}
      </dd>
      <dt>{tp('card.area')}</dt>
      <dd>{areaText(numbers.areaCm2 / 1e4)}</dd>
      <dt>{tp('card.compactness')}</dt>
      <dd title={tp('card.compactness.text')}>{number(numbers.compactness, 2)}</dd>
      <dt>{tp('card.border')}</dt>
      <dd>
        {stretches.map(([name, cm]) => (
          <span class="stretch" key={name}>
            {tp(`border.${name}`, { m: lengthText(Math.round(cm / 100)) })}
          </span>
        ))}
      </dd>
    </dl>
  );
}

function Posts({ row: { record } }: { row: GridRow }) {
  const published = record.code === null ? undefined : gridByCode.value.get(record.code)?.properties;
  if (published === undefined) return <p class="hint">{tp('card.post.later')}</p>;
  return (
    <dl class="facts">
      <Post name={tp('card.leader')} post={published.leader} />
      <Post name={tp('card.worker')} post={published.worker} />
    </dl>
  );
}

const Post = ({ name, post }: { name: string; post: PublicPost | null }) => (
  <>
    <dt>{name}</dt>
    <dd>{post === null ? t('post.missing') : post.name}</dd>
  </>
);
