/** Sessions, accounts, tokens and the audit log. */
import { type Static, Type } from 'typebox';
import { AreaCode } from './codes.ts';
import { After, Limit, Next } from './page.ts';

export const ROLES = ['viewer', 'worker', 'dispatcher', 'planner', 'reviewer', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];
/** Type.Union cannot see the literals through map, so the static type is said. */
export const RoleName = Type.Unsafe<Role>(Type.Union(ROLES.map((role) => Type.Literal(role))));

/** A role over an area and all below it; area null: everything. */
export const Grant = Type.Object(
  { role: RoleName, area: Type.Union([AreaCode, Type.Null()]) },
  { additionalProperties: false },
);

const Login = Type.String({ pattern: '^[a-zA-Z0-9._@-]{2,60}$' });
const Password = Type.String({ minLength: 1, maxLength: 200 });

export const SessionBody = Type.Object({ login: Login, password: Password }, { additionalProperties: false });
export const SessionView = Type.Object(
  {
    login: Type.Union([Type.String(), Type.Null()]),
    name: Type.Union([Type.String(), Type.Null()]),
    grants: Type.Array(Grant),
    demo: Type.Boolean({ description: 'the demo county with its demo users is loaded' }),
  },
  { additionalProperties: false },
);
export type SessionView = Static<typeof SessionView>;

/** First start: the one-time link sets the first admin. */
export const SetupBody = Type.Object(
  {
    link: Type.String({ maxLength: 100 }),
    login: Login,
    name: Type.String({ minLength: 1, maxLength: 60 }),
    password: Password,
  },
  { additionalProperties: false },
);

export const AccountBody = Type.Object(
  {
    login: Login,
    name: Type.String({ minLength: 1, maxLength: 60 }),
    password: Password,
    grants: Type.Array(Grant, { maxItems: 50 }),
  },
  { additionalProperties: false },
);
export const AccountChange = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    password: Type.Optional(Password),
    grants: Type.Optional(Type.Array(Grant, { maxItems: 50 })),
    disabled: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export const AccountView = Type.Object(
  {
    login: Type.String(),
    name: Type.String(),
    grants: Type.Array(Grant),
    disabled: Type.Boolean(),
    demo: Type.Boolean(),
  },
  { additionalProperties: false },
);
export const AccountList = Type.Object({ accounts: Type.Array(AccountView) }, { additionalProperties: false });
export const AccountParams = Type.Object({ login: Login });

export const TokenBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 60 }),
    grants: Type.Array(Grant, { minItems: 1, maxItems: 50 }),
    expiresAt: Type.Optional(Type.String({ format: 'date-time' })),
  },
  { additionalProperties: false },
);
export const TokenView = Type.Object(
  {
    id: Type.Integer(),
    name: Type.String(),
    grants: Type.Array(Grant),
    expiresAt: Type.Union([Type.String(), Type.Null()]),
    createdAt: Type.String(),
  },
  { additionalProperties: false },
);
export const TokenCreated = Type.Object(
  { ...TokenView.properties, token: Type.String({ description: 'shown this once' }) },
  { additionalProperties: false },
);
export const TokenList = Type.Object({ tokens: Type.Array(TokenView) }, { additionalProperties: false });
export const TokenParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) });

export const AuditRow = Type.Object(
  {
    id: Type.Integer(),
    at: Type.String({ format: 'date-time' }),
    actor: Type.String(),
    action: Type.String(),
    target: Type.String(),
    detail: Type.Record(Type.String(), Type.Unknown()),
  },
  { additionalProperties: false },
);
export const AuditList = Type.Object(
  { rows: Type.Array(AuditRow), next: Next, intact: Type.Boolean() },
  { additionalProperties: false },
);
export const AuditQuery = Type.Object(
  { limit: Type.Optional(Limit), after: Type.Optional(After), actor: Type.Optional(Type.String({ maxLength: 60 })) },
  { additionalProperties: false },
);
