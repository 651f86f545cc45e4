/** A sheet from below for one question: a dialog of the browser, so that the page behind is out of reach while it is open. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  readonly title: string;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

export function Sheet({ title, close, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="sheet"
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      // a touch beside it closes it, as Escape does
      {...{ closedby: 'any' }}
    >
      <div class="sheet-inner stack">
        <h2>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
