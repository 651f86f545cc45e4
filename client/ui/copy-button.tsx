/** Copies a text and says so. Without a clipboard (plain http) the text is selected for copying by hand. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { announce } from '../state/announce.ts';
import { t } from '../state/language.ts';
import { Icon, type IconName } from './icon.tsx';

const SAID_MS = 1600;

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // no clipboard here (not https), or refused
    window.prompt(t('copy.byHand'), text);
    return false;
  }
}

interface Props {
  text: string | (() => string);
  class: string;
  icon: IconName;
  label?: string;
  children: ComponentChildren;
}

export function CopyButton({ text, icon, label, children, ...props }: Props) {
  const done = useSignal(false);
  const copy = async () => {
    if (!(await copyText(typeof text === 'string' ? text : text()))) return;
    done.value = true;
    announce(t('copy.done'));
    setTimeout(() => {
      done.value = false;
    }, SAID_MS);
  };
  return (
    <button {...props} type="button" aria-label={label} title={label} onClick={() => void copy()}>
      {children}
      <Icon name={done.value ? 'done' : icon} />
    </button>
  );
}
