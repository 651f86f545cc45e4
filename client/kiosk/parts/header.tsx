/** What the screen is, of which area, in which language; and below it whether there is network. */
import { language, setLanguage } from '../../state/language.ts';
import { Glyph } from '../glyph.tsx';
import { atlas, isOffline, since } from '../state/atlas.ts';
import { timeText, tk } from '../words.ts';

export function Header() {
  const other = language.value === 'en' ? 'zh-CN' : 'en';
  return (
    <header class="top">
      <img src="./kiosk-icon.svg" alt="" width="56" height="56" />
      <div class="top-words">
        <h1>
          {atlas.value !== null && <span class="area">{atlas.value.area.name}</span>} {tk('title')}
        </h1>
        <p>{tk('lead')}</p>
      </div>
      <button type="button" class="big language" lang={other} onClick={() => void setLanguage(other)}>
        {other === 'en' ? 'English' : '中文'}
      </button>
    </header>
  );
}

export function OfflineBanner() {
  if (!isOffline.value || since.value === null) return null;
  return (
    <p class="offline" role="status">
      <Glyph name="offline" />
      <span>{tk('offline.since', { time: timeText(since.value) })}</span>
    </p>
  );
}
