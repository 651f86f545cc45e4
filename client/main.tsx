/** The client's entry: choices of the reader first, then the frame, then the data. */
import { render } from 'preact';
import { App } from './app.tsx';
import { followBorders } from './state/borders.ts';
import { startLanguage } from './state/language.ts';
import { followCounty, start } from './state/load.ts';
import { followNear } from './state/near.ts';
import { followAddress } from './state/route.ts';
import { startTheme } from './state/theme.ts';
import './theme/tokens.css';
import './theme/ground.css';
import './theme/controls.css';
import './theme/shell.css';
import './theme/map.css';
import './theme/grid-table.css';
import './theme/map-panel.css';
import './theme/card.css';
import './theme/over.css';

startTheme();
followAddress();
void start();
followCounty();
followNear();
followBorders();
await startLanguage();

const root = document.getElementById('app');
if (root) render(<App />, root);
