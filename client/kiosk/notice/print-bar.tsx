/** Above what will be printed: what it is, how many sheets, on which paper, and the button that prints. */
import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { PAGES, type PaperName } from '../../print/page-sizes.ts';
import { Glyph } from '../glyph.tsx';
import { tn } from './words.ts';

interface Props {
  readonly title: string;
  readonly count: number;
  readonly paper: Signal<PaperName>;
  readonly isReady: boolean;
  readonly children: ComponentChildren;
}

export function PrintBar({ title, count, paper, isReady, children }: Props) {
  return (
    <div class="notice-bar">
      <h1>{title}</h1>
      <span>{tn('count', { count })}</span>
      <fieldset>
        <legend class="hidden-text">{tn('paper.label')}</legend>
        {(Object.keys(PAGES) as PaperName[]).map((name) => (
          <button
            key={name}
            type="button"
            class="big"
            aria-pressed={paper.value === name}
            onClick={() => {
              paper.value = name;
            }}
          >
            {tn(`paper.${name}`)}
          </button>
        ))}
      </fieldset>
      {children}
      <button type="button" class="big primary" disabled={!isReady} onClick={() => window.print()}>
        <Glyph name="print" />
        <span>{tn('print')}</span>
      </button>
      <p>{tn('hint')}</p>
    </div>
  );
}
