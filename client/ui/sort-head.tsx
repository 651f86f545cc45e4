/** The heading of a column that sorts the table, and how it is sorted now. */
import { Icon } from './icon.tsx';

export interface Sorting<K extends string> {
  readonly sortBy: K;
  readonly descending: boolean;
}

export function SortHead<K extends string>(props: {
  by: K;
  label: string;
  right: boolean;
  sorting: Sorting<K>;
  onSort: (by: K) => void;
}) {
  const { by, label, right, sorting, onSort } = props;
  const on = sorting.sortBy === by;
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a long list are placed by hand, which a table element cannot do
    // biome-ignore lint/a11y/useFocusableInteractive: the button inside has the focus
    <span
      class={right ? 'right' : ''}
      role="columnheader"
      aria-sort={on ? (sorting.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" class="sort" aria-pressed={on} onClick={() => onSort(by)}>
        {label}
        {on && <Icon name={sorting.descending ? 'down' : 'up'} />}
      </button>
    </span>
  );
}
