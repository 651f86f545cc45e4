/** The build of the field page 外勤. */
import { keptPage } from './vite.page.ts';

export default keptPage('field');
