/** Links to what the public sees, each in a tab of its own, so that nothing typed here is lost. */
import { Icon } from '../../ui/icon.tsx';
import type { PreviewLink } from './preview.ts';
import { tw } from './words.ts';

export const PreviewLinks = ({ name, links }: { name: string; links: readonly PreviewLink[] }) => (
  <p class="previews">
    <span class="hint">{tw('preview')}</span>
    {links.map(({ view, href }) => {
      const what = tw(`preview.${view}`);
      return (
        <a
          key={view}
          href={href}
          target="_blank"
          rel="noopener"
          aria-label={tw('preview.tab', { what, name })}
          title={tw('preview.tab', { what, name })}
        >
          <Icon name="link" />
          {what}
        </a>
      );
    })}
  </p>
);
