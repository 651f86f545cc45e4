/** The entry of the field page: what was kept first, so that it is there at once and without network; then the service. */
import { render } from 'preact';
import { startLanguage } from '../state/language.ts';
import { loadProblemTexts } from '../state/problem-texts.ts';
import { startTheme } from '../state/theme.ts';
import { Field } from './field.tsx';
import { start } from './state/account.ts';
import { followInstall } from './state/install.ts';
import { followNetwork, followSession } from './state/outbox.ts';
import { followPosition } from './state/position.ts';
import { followAddress } from './state/route.ts';
import { followClock } from './state/shift.ts';
import '../theme/tokens.css';
import '../theme/ground.css';
import '../theme/controls.css';
import './theme/frame.css';
import './theme/parts.css';
import './theme/screens.css';
import './theme/sketch.css';

startTheme();
followAddress();
followClock();
await Promise.all([startLanguage().catch(() => {}), loadProblemTexts().catch(() => {})]);
void start();
followSession();
followNetwork();
followPosition();

const root = document.getElementById('app');
if (root) render(<Field />, root);
void followInstall();
