/**
 * Every refusal of the API: problem+json (RFC 9457) with a stable code. The service writes no sentence for a screen; a
 * client translates `code` with `params`. A code, once published, keeps its meaning for ever.
 */
import { type Static, Type } from 'typebox';
import { Geometry } from './geometry.ts';

/** code → HTTP status. */
export const PROBLEMS = {
  // the request itself
  'request-invalid': 400,
  'body-invalid': 400,
  'encoding-invalid': 400,
  'cursor-invalid': 400,
  'not-found': 404,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  'body-too-large': 413,
  'media-type-unsupported': 415,
  'too-many-requests': 429,
  // coordinates and datums
  'coordinate-invalid': 422,
  'coordinate-out-of-range': 422,
  'coordinate-swapped': 422,
  'coordinate-outside-served-area': 422,
  'date-invalid': 422,
  'locate-question-ambiguous': 422,
  'address-unknown': 404,
  'place-unknown': 404,
  'grid-unknown': 404,
  'area-unknown': 404,
  'edition-unknown': 404,
  'no-edition': 404,
  // writing
  'precondition-required': 428,
  'precondition-failed': 412,
  duplicate: 409,
  'reference-missing': 409,
  'value-out-of-bounds': 422,
  'band-invalid': 422,
  'scheme-invalid': 422,
  // imports
  'import-mapping-invalid': 422,
  'import-refused': 422,
  'import-unknown': 404,
  'import-running': 409,
  'import-interrupted': 503,
  'file-missing': 400,
  'file-unreadable': 422,
  'crs-needed': 422,
  'crs-unknown': 422,
  'datum-needed': 422,
  // coverage and plans
  'finding-unknown': 404,
  'exception-unknown': 404,
  'exclusion-unknown': 404,
  'check-unknown': 404,
  'plan-unknown': 404,
  'plan-state': 409,
  'plan-form': 409,
  'note-missing': 422,
  'community-unknown': 404,
  'boundary-missing': 409,
  'cells-refused': 409,
  'cells-fixed': 409,
  'source-unknown': 404,
  'operation-refused': 409,
  'plan-behind': 409,
  'plan-empty': 409,
  'publish-blocked': 409,
  'codes-exhausted': 409,
  'compare-foreign': 422,
  'proposal-unknown': 404,
  'proposal-running': 409,
  'proposal-interrupted': 503,
  'certificate-unknown': 404,
  'finding-without-ground': 422,
  'geometry-invalid': 422,
  'exclusion-outside-area': 422,
  'check-interrupted': 503,
  'repair-refused': 409,
  // events, emergencies, zones, tiles
  'event-unknown': 404,
  'step-refused': 409,
  'category-unknown': 422,
  'category-invalid': 422,
  'dictionary-unknown': 404,
  'calendar-invalid': 422,
  'unit-unknown': 422,
  'photo-invalid': 422,
  'photo-unknown': 404,
  'period-invalid': 422,
  'emergency-unknown': 404,
  'emergency-running': 409,
  'emergency-ended': 409,
  'zone-unknown': 404,
  'zone-ended': 409,
  'layer-unknown': 404,
  'tile-outside': 404,
  'edition-gone': 410,
  'collection-unknown': 404,
  'feature-unknown': 404,
  'export-too-large': 422,
  // people of the grids
  'worker-unknown': 404,
  'tracker-unknown': 404,
  'worker-left': 409,
  'not-a-worker': 403,
  'post-unknown': 404,
  'post-ended': 409,
  'post-missing': 409,
  'shift-unknown': 404,
  'shift-open': 409,
  'shift-ended': 409,
  'off-duty': 409,
  // access
  'login-required': 401,
  'login-failed': 401,
  'token-invalid': 401,
  'session-expired': 401,
  'role-missing': 403,
  'area-forbidden': 403,
  'origin-forbidden': 403,
  'setup-link-invalid': 404,
  'password-weak': 422,
  'last-admin': 409,
  // the service
  internal: 500,
  'database-unavailable': 503,
  'not-ready': 503,
  'storage-full': 507,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof PROBLEMS;

export const ProblemItem = Type.Object(
  {
    pointer: Type.String({ description: 'JSON pointer into the request, or the name of a parameter' }),
    code: Type.String(),
    params: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { additionalProperties: false },
);

export const Problem = Type.Object(
  {
    type: Type.String({ description: 'urn:gezhong:problem:<code>' }),
    title: Type.String({ description: 'The code in words, English, for logs; screens translate the code' }),
    status: Type.Integer(),
    code: Type.String(),
    params: Type.Record(Type.String(), Type.Unknown()),
    errors: Type.Optional(Type.Array(ProblemItem)),
    geometry: Type.Optional(Geometry),
    requestId: Type.Optional(Type.String()),
  },
  { $id: 'Problem', additionalProperties: false },
);
export type Problem = Static<typeof Problem>;

/** Any expected refusal, thrown by services and turned into problem+json at the edge. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly params: Record<string, unknown>;
  readonly errors: Static<typeof ProblemItem>[] | undefined;
  readonly geometry: Geometry | undefined;

  constructor(
    code: ProblemCode,
    params: Record<string, unknown> = {},
    where: { errors?: Static<typeof ProblemItem>[]; geometry?: Geometry } = {},
  ) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.params = params;
    this.errors = where.errors;
    this.geometry = where.geometry;
  }
}

/** The problem responses every route may give besides its own. */
export const problemResponses = { '4xx': Problem, '5xx': Problem } as const;
