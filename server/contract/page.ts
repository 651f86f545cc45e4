/** Lists page by key: `limit` and the opaque `next` of the answer given back as `after`. */
import { Type } from 'typebox';

export const Limit = Type.Integer({ minimum: 1, maximum: 2000, default: 500 });
export const After = Type.String({ maxLength: 200, description: 'the `next` of the page before' });
export const Next = Type.Union([Type.String(), Type.Null()], { description: 'null on the last page' });
