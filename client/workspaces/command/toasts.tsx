/** What has just come, over the map: said once, opened by a touch, gone by itself. It stands still. */
import { useEffect } from 'preact/hooks';
import { announce } from '../../state/announce.ts';
import { choose } from '../../state/command/chosen.ts';
import { filterBy } from '../../state/command/list.ts';
import { NO_FILTER } from '../../state/command/list-filter.ts';
import { dismiss, type Notice, notices } from '../../state/command/notices.ts';
import { kindName } from '../../state/command/row-words.ts';
import { t } from '../../state/language.ts';
import { Icon } from '../../ui/icon.tsx';
import { EventMark } from './event-mark.tsx';
import { gridText } from './event-row.tsx';
import { tc } from './words.ts';

const headOf = ({ kind, row, more }: Notice): string =>
  more === 0
    ? tc(kind === 'new' ? 'notice.new' : 'notice.overdue', { kind: kindName(row.category) })
    : tc(kind === 'new' ? 'notice.newMany' : 'notice.overdueMany', { count: more + 1 });

export function Toasts() {
  const shown = notices.value;
  const [newest] = shown;
  useEffect(() => {
    if (newest) announce(newest.more === 0 ? `${headOf(newest)}，${gridText(newest.row)}` : headOf(newest));
  }, [newest?.id]);
  if (shown.length === 0) return null;
  return (
    <section class="toasts" aria-label={tc('notice.label')}>
      {shown.map((notice) => (
        <Toast key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function Toast({ notice }: { notice: Notice }) {
  const { id, kind, row, more } = notice;
  const open = () => {
    dismiss(id);
    if (more > 0 && kind === 'overdue') filterBy({ ...NO_FILTER, standing: 'overdue' });
    choose(row.id);
  };
  return (
    <div class="float toast" data-kind={kind}>
      <button type="button" class="body" onClick={open}>
        <EventMark category={row.category} grade={row.grade} />
        <span>
          <strong>{headOf(notice)}</strong>
          <span class="more">
            {gridText(row)} · {row.text}
          </span>
        </span>
      </button>
      <button
        class="plain"
        type="button"
        aria-label={t('close')}
        title={tc('notice.dismiss')}
        onClick={() => dismiss(id)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
