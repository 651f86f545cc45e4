/** The sheet with the code of a grid, for those who print notices: seen, downloaded, printed. */
import { useMemo } from 'preact/hooks';
import type { KioskAtlas } from '../../server/contract/kiosk.ts';
import { Glyph } from './glyph.tsx';
import { Qr } from './parts/qr.tsx';
import { qrFile } from './qr/svg.ts';
import { linkOf } from './state/address.ts';
import { tk } from './words.ts';

const LOCAL = /^https?:\/\/(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;

export function QrPage({ atlas }: { atlas: KioskAtlas }) {
  const grid = atlas.grids.find(({ code }) => code === atlas.grid);
  const link = linkOf(grid?.code ?? '', atlas.link);
  const file = useMemo(
    () => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(qrFile(link, grid?.name ?? ''))}`,
    [link, grid],
  );
  if (grid === undefined) return null;
  const areas = atlas.areas.filter(({ code }) => grid.parent.startsWith(code)).map(({ name }) => name);
  return (
    <main class="qr-page">
      <p class="role">{tk('qr.title')}</p>
      <h1>{grid.name}</h1>
      <p class="code">
        {areas.join(' · ')}
        <span>
          {tk('card.code')} <b>{grid.code}</b>
        </span>
      </p>
      <Qr text={link} name={grid.name} />
      <p class="qr-lead">{tk('qr.lead')}</p>
      <div class="qr-acts">
        <a class="big primary" href={file} download={`qr-${grid.code}.svg`}>
          <Glyph name="file" />
          <span>{tk('qr.save')}</span>
        </a>
        <button type="button" class="big" onClick={() => window.print()}>
          <Glyph name="print" />
          <span>{tk('qr.print')}</span>
        </button>
        <a class="big" href={`/kiosk?grid=${encodeURIComponent(grid.code)}&view=notice`}>
          {tk('qr.notice')}
        </a>
      </div>
      <p class="qr-link">
        <span>{tk('qr.link')}</span>
        <a href={link}>{link}</a>
      </p>
      {LOCAL.test(link) && (
        <p class="lead border">
          <Glyph name="warn" />
          <span>{tk('qr.local')}</span>
        </p>
      )}
    </main>
  );
}
