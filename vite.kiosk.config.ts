/** The build of the kiosk 查询. */
import { keptPage } from './vite.page.ts';

export default keptPage('kiosk');
