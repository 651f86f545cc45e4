/** Workers and the posts they hold, dated: the 1+1+N+X team of a grid. Staff and volunteers with office contacts only. */
import { type Static, Type } from 'typebox';
import { AreaCode, CountyCode, GridCode } from './codes.ts';
import { After, Limit, Next } from './page.ts';
import { AsOf, Instant } from './time.ts';

/**
 * leader 网格长 · worker 专职网格员 · part-time 兼职网格员 · micro 微网格员 · cadre 下沉干部、网格指导员 · police 社区民警 · property 物业人员 ·
 * legal 法律顾问 · volunteer 志愿者.
 */
export const POST_ROLES = [
  ...['leader', 'worker', 'part-time', 'micro', 'cadre', 'police', 'property', 'legal', 'volunteer'],
] as const;
export type PostRole =
  | ('leader' | 'worker' | 'part-time' | 'micro' | 'cadre')
  | ('police' | 'property' | 'legal' | 'volunteer');
export const PostRoleName = Type.Unsafe<PostRole>(Type.Union(POST_ROLES.map((role) => Type.Literal(role))));

const Name = Type.String({ minLength: 1, maxLength: 60, pattern: '^[^\\u0000-\\u001f]+$' });
const Phone = Type.Union([Type.String({ maxLength: 40, pattern: '^[^\\u0000-\\u001f]*$' }), Type.Null()], {
  description: 'office phone, published',
});
const Login = Type.String({ pattern: '^[a-zA-Z0-9._@-]{2,60}$' });
const Published = Type.Boolean({ description: 'name, office phone and photo are shown to everybody' });
export const WorkerCode = Type.String({ pattern: '^[0-9A-Za-z_-]{1,40}$', description: 'unique in its county' });

export const Post = Type.Object(
  {
    id: Type.Integer(),
    grid: GridCode,
    gridName: Type.Union([Type.String(), Type.Null()], { description: 'null: the grid is not in force at that time' }),
    role: PostRoleName,
    worker: Type.Union([Type.Integer(), Type.Null()], { description: 'null: a name without a worker of the register' }),
    holder: Type.String(),
    phone: Phone,
    from: Instant,
    to: Type.Union([Instant, Type.Null()]),
  },
  { additionalProperties: false },
);
export type Post = Static<typeof Post>;

export const Worker = Type.Object(
  {
    id: Type.Integer(),
    code: WorkerCode,
    county: CountyCode,
    area: AreaCode,
    name: Name,
    phone: Phone,
    login: Type.Union([Login, Type.Null()], { description: 'the account that signs in as this worker' }),
    published: Published,
    photo: Type.Union([Type.String(), Type.Null()], { description: 'published photo, below /api/kiosk/photos/' }),
    left: Type.Union([Instant, Type.Null()]),
    posts: Type.Array(Post, { description: 'as of the time asked for' }),
  },
  { $id: 'Worker', additionalProperties: false },
);
export type Worker = Static<typeof Worker>;

export const NewWorker = Type.Object(
  {
    code: WorkerCode,
    area: AreaCode,
    name: Name,
    phone: Type.Optional(Phone),
    login: Type.Optional(Login),
    published: Type.Optional(Published),
  },
  { additionalProperties: false },
);
export type NewWorker = Static<typeof NewWorker>;
export const WorkerChange = Type.Object(
  {
    area: Type.Optional(AreaCode),
    name: Type.Optional(Name),
    phone: Type.Optional(Phone),
    login: Type.Optional(Type.Union([Login, Type.Null()])),
    published: Type.Optional(Published),
    left: Type.Optional(Type.Boolean({ description: 'true: has left; every post that is open ends' })),
  },
  { additionalProperties: false },
);
export type WorkerChange = Static<typeof WorkerChange>;
export const WorkerQuery = Type.Object(
  {
    area: AreaCode,
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 60, description: 'part of the name or code' })),
    role: Type.Optional(PostRoleName),
    grid: Type.Optional(GridCode),
    asOf: Type.Optional(AsOf),
    all: Type.Optional(Type.Boolean({ description: 'those who have left too' })),
    limit: Type.Optional(Limit),
    after: Type.Optional(After),
  },
  { additionalProperties: false },
);
export type WorkerQuery = Static<typeof WorkerQuery>;
export const WorkerList = Type.Object(
  { workers: Type.Array(Worker), next: Next },
  { additionalProperties: false, description: 'by name, as names are sorted in Chinese, then by code' },
);
export type WorkerList = Static<typeof WorkerList>;
export const WorkerParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }) });

/** Opens a post. One that would begin before it ended the last post of the same worker, grid and role is refused. */
export const NewPost = Type.Object(
  { grid: GridCode, role: PostRoleName, from: Type.Optional(Instant), to: Type.Optional(Instant) },
  { additionalProperties: false },
);
export type NewPost = Static<typeof NewPost>;
export const PostEnd = Type.Object({ to: Type.Optional(Instant) }, { additionalProperties: false });

export const PostQuery = Type.Object(
  {
    area: AreaCode,
    asOf: Type.Optional(AsOf),
    limit: Type.Optional(Limit),
    after: Type.Optional(After),
  },
  { additionalProperties: false },
);
export type PostQuery = Static<typeof PostQuery>;
export const PostList = Type.Object({ posts: Type.Array(Post), next: Next }, { additionalProperties: false });
export type PostList = Static<typeof PostList>;

/** What each kind of grid must have; where it has not, that is a finding of the coverage check. */
export const Roster = Type.Object(
  {
    county: CountyCode,
    required: Type.Record(
      Type.String({ pattern: '^(basic|dedicated|micro)$' }),
      Type.Array(PostRoleName, { maxItems: 9, uniqueItems: true }),
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type Roster = Static<typeof Roster>;
export const RosterParams = Type.Object({ county: CountyCode });
