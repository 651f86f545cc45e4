// biome-ignore-all lint/a11y/useSemanticElements: rows of a long list are placed by hand, which a table element cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: one row is in the tab order, cells are not
/** The heading of a group in the list: its name, how many, how many of them late; it folds and unfolds. */
import { grouping } from '../../state/command/list.ts';
import type { Entry } from '../../state/command/list-groups.ts';
import { gridName } from '../../state/command/row-words.ts';
import { majors } from '../../state/command/rules.ts';
import { number } from '../../state/language.ts';
import { Icon } from '../../ui/icon.tsx';
import { Badge } from './badge.tsx';
import type { RowPlace } from './event-row.tsx';
import { named, tc } from './words.ts';

type Group = Extract<Entry, { is: 'group' }>;

function groupName(key: string): string {
  switch (grouping.value) {
    case 'urgency':
    case 'state':
    case 'grade':
      return named(grouping.value, key);
    case 'kind':
      return majors.value.find(({ code }) => code === key)?.name ?? key;
    case 'grid':
      return key === '' ? tc('group.noGrid') : gridName(key);
    default:
      return key === '' ? tc('group.noHandler') : key;
  }
}

export const GroupRow = ({ group, index, top, reachable, onChoose }: RowPlace & { group: Group }) => (
  // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the list
  <div
    role="row"
    class="group"
    aria-rowindex={index + 1}
    aria-expanded={!group.folded}
    tabIndex={reachable ? 0 : -1}
    style={{ top: `${top}px` }}
    onClick={onChoose}
  >
    <span role="gridcell" class="head">
      <Icon name={group.folded ? 'right' : 'down'} />
      <strong>{groupName(group.key)}</strong>
      <span class="count">{number(group.count)}</span>
      {group.overdue > 0 && (
        <span class="due overdue">
          <Badge of="overdue" />
          {tc('group.late', { count: group.overdue })}
        </span>
      )}
    </span>
  </div>
);
