/** The entry of the kiosk: what was kept answers at once and without network; then the service. */
import { effect } from '@preact/signals';
import { render } from 'preact';
import { setLanguage, startLanguage } from '../state/language.ts';
import { Kiosk } from './kiosk.tsx';
import { asked } from './state/address.ts';
import { atlas, followService, load } from './state/atlas.ts';
import { chooseGrid, followAtlas } from './state/choice.ts';
import { followIdle, isHall } from './state/idle.ts';
import { followInstall, takeNewer } from './state/install.ts';
import { followLayout } from './state/layout.ts';
import '../theme/tokens.css';
import '../theme/ground.css';
import './theme/frame.css';
import './theme/map.css';
import './theme/search.css';
import './theme/card.css';
import './theme/sheet.css';

document.documentElement.dataset.theme = 'light';
followLayout();
// a hall speaks as it was set up, whoever was there before
await (isHall() || asked.namesLanguage ? setLanguage(asked.language) : startLanguage()).catch(() => {});

const root = document.getElementById('app');
if (root) render(<Kiosk />, root);
followAtlas();
if (asked.grid !== null) openLink(asked.grid);
await load();
followService();
followIdle(takeNewer);
void followInstall();

/** The grid of the code, as soon as there is an atlas. */
function openLink(grid: string): void {
  const stop = effect(() => {
    if (atlas.value === null) return;
    chooseGrid(grid);
    queueMicrotask(() => stop());
  });
}
