/** The rows of a long list that are in sight, each placed by hand in a body as tall as all of them. */
import type { ComponentChild } from 'preact';
import type { LongList } from './long-list.ts';

/** What a row needs to know of its place. */
export interface RowPlace {
  readonly index: number;
  /** Pixels. */
  readonly top: number;
  /** It is the one in the tab order. */
  readonly reachable: boolean;
  /** A click takes the cursor along. */
  readonly onChoose: () => void;
}

export function LongRows<T>(props: {
  list: LongList;
  rows: readonly T[];
  onChoose: (row: T, index: number) => void;
  onLeave?: () => void;
  children: (row: T, place: RowPlace) => ComponentChild;
}) {
  const { list, rows, onChoose, onLeave, children } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a long list are placed by hand, which a table element cannot do
    <div
      class="rows"
      role="rowgroup"
      ref={list.body}
      onScroll={list.measure}
      onKeyDown={list.press}
      onMouseLeave={onLeave}
    >
      <div class="spacer" role="presentation" style={{ height: `${list.height}px` }} />
      {list.drawn.map((index) => {
        const row = rows[index];
        if (row === undefined) return null;
        return children(row, {
          index,
          top: index * list.row,
          reachable: index === list.at,
          onChoose: () => {
            list.moveTo(index);
            onChoose(row, index);
          },
        });
      })}
    </div>
  );
}
