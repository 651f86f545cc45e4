/** The base map that the site has configured. */
import type { BaseMap, BaseMapAnswer } from '../../server/contract/base-map.ts';
import { request } from './request.ts';

export const readBaseMap = (): Promise<BaseMap | null> =>
  request<BaseMapAnswer>('/api/base-map').then((answer) => answer.baseMap);
