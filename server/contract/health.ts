/** GET /api/health, /api/ready. */
import { type Static, Type } from 'typebox';

export const Health = Type.Object(
  {
    status: Type.Union([Type.Literal('ok'), Type.Literal('degraded'), Type.Literal('starting')]),
    edition: Type.Union([Type.Integer(), Type.Null()], { description: 'the newest edition served' }),
    database: Type.Object({
      kind: Type.Union([Type.Literal('postgres'), Type.Literal('embedded')]),
      reachable: Type.Boolean(),
      state: Type.Union(
        [Type.Literal('ok'), Type.Literal('unreachable'), Type.Literal('read-only'), Type.Literal('storage-full')],
        { description: 'read-only and storage-full: reading goes on, writing is refused' },
      ),
      replica: Type.Optional(
        Type.Object(
          {
            lagMs: Type.Union([Type.Integer(), Type.Null()], { description: 'behind by at most; null: not known' }),
            state: Type.Union(
              [Type.Literal('used'), Type.Literal('behind'), Type.Literal('unreachable'), Type.Literal('promoted')],
              { description: 'only used: reads go to it; else to the primary' },
            ),
          },
          { additionalProperties: false },
        ),
      ),
    }),
    version: Type.String(),
    demo: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type Health = Static<typeof Health>;
export const Ready = Type.Object({ ready: Type.Boolean() }, { additionalProperties: false });
