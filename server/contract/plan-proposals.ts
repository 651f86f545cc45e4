/** /api/plans/{id}/proposals: what the engine proposes, community by community, with a certificate for each. */
import { type Static, Type } from 'typebox';
import { AreaCode, CertificateCode, Uuid } from './codes.ts';
import { closed, Division, ofCells } from './plan-state.ts';
import { PlanStandard } from './plans.ts';
import { Instant } from './time.ts';

export const ProposalMethod = Type.Union(
  [
    Type.Literal('least-change'),
    Type.Literal('balanced'),
    Type.Literal('best-shape'),
    Type.Literal('fix-here'),
    Type.Literal('fix-all'),
    Type.Literal('afresh'),
  ],
  {
    description:
      'fix-here: one grid and the neighbours it needs, up to three ways; fix-all: what is outside the standard, changing least; afresh: without the codes of today',
  },
);
export type ProposalMethod = Static<typeof ProposalMethod>;

export const NewProposal = Type.Object(
  {
    method: ProposalMethod,
    communities: Type.Optional(
      Type.Array(AreaCode, { minItems: 1, maxItems: 1000, uniqueItems: true, description: 'without: all of the plan' }),
    ),
    grids: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
        minItems: 1,
        maxItems: 1000,
        uniqueItems: true,
        description: 'keys of the grids that may change, the others stay; for fix-here the one to put right',
      }),
    ),
    standard: Type.Optional(PlanStandard),
    seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 })),
  },
  closed,
);
export type NewProposal = Static<typeof NewProposal>;

/** What is offered for one community. */
export const ProposalOffer = Type.Object(
  {
    community: AreaCode,
    option: Type.Integer({ minimum: 0, description: 'several ways of fix-here: 0 moves least' }),
    certificate: Type.String(),
    grids: Type.Integer(),
    outside: Type.Integer({ description: 'grids outside the standard' }),
    unavoidable: Type.Integer({ description: 'those of them for which there is a proof' }),
    undecided: Type.Integer(),
    householdsMoved: Type.Integer(),
    leastMoved: Type.Integer({ description: 'no plan that is lawful moves fewer' }),
    borderCost: Type.Number(),
    compactness: Type.Number({ description: 'mean Polsby–Popper' }),
  },
  closed,
);
export type ProposalOffer = Static<typeof ProposalOffer>;

export const PlanProposal = Type.Object(
  {
    id: Type.String(),
    plan: Type.Integer(),
    method: ProposalMethod,
    standard: PlanStandard,
    seed: Type.Integer(),
    author: Type.String(),
    state: Type.Union([
      Type.Literal('running'),
      Type.Literal('done'),
      Type.Literal('failed'),
      Type.Literal('cancelled'),
    ]),
    communities: Type.Integer({ description: 'asked for' }),
    startedAt: Instant,
    finishedAt: Type.Union([Instant, Type.Null()]),
    offers: Type.Array(ProposalOffer, {
      description: 'as they are done; those the checker found fault with are not among them',
    }),
    problems: Type.Array(
      Type.Object(
        { community: Type.Union([AreaCode, Type.Null()]), code: Type.String(), detail: Type.String() },
        { ...closed, description: 'communities that nothing could be proposed for' },
      ),
    ),
  },
  closed,
);
export type PlanProposal = Static<typeof PlanProposal>;

export const ProposalList = Type.Object({ proposals: Type.Array(PlanProposal) }, closed);

export const ProposalParams = Type.Object({
  id: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }),
  proposal: Uuid,
});

const OptionNumber = Type.Integer({ minimum: 0, maximum: 9 });

export const PartsQuery = Type.Object(
  { community: Type.Optional(AreaCode), option: Type.Optional(OptionNumber) },
  closed,
);
export type PartsQuery = Static<typeof PartsQuery>;

/** The divisions that are offered, as an apply operation takes them. */
export const ProposalParts = Type.Object(
  {
    parts: Type.Array(
      Type.Object({ option: Type.Integer(), certificate: Type.String(), ...ofCells, division: Division }, closed),
    ),
  },
  closed,
);
export type ProposalParts = Static<typeof ProposalParts>;

export const ApplyProposal = Type.Object(
  {
    ref: Type.String({ minLength: 8, maxLength: 64, pattern: '^[0-9A-Za-z_-]+$' }),
    communities: Type.Optional(Type.Array(AreaCode, { minItems: 1, maxItems: 1000, uniqueItems: true })),
    option: Type.Optional(OptionNumber),
  },
  closed,
);
export type ApplyProposal = Static<typeof ApplyProposal>;

export const CertificateParams = Type.Object({
  id: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }),
  certificate: CertificateCode,
});

/** What was reached and what cannot be, as the engine says it and the independent checker has confirmed. */
export const PlanCertificate = Type.Object(
  {
    id: Type.String(),
    proposal: Type.String(),
    community: AreaCode,
    layer: Type.String(),
    method: Type.String(),
    standard: PlanStandard,
    seed: Type.Integer(),
    graphHash: Type.String(),
    planHash: Type.String(),
    cost: Type.Number(),
    borderCost: Type.Number(),
    householdsMoved: Type.Integer(),
    leastMoved: Type.Integer(),
    uncountedCells: Type.Integer(),
    nearestStandards: Type.Array(PlanStandard),
    grids: Type.Array(
      Type.Object(
        {
          key: Type.String(),
          code: Type.Union([Type.String(), Type.Null()]),
          households: Type.Integer(),
          cells: Type.Integer(),
          areaM2: Type.Number(),
          compactness: Type.Number(),
        },
        closed,
      ),
    ),
    unavoidable: Type.Array(
      Type.Object(
        { grid: Type.String(), violation: Type.Integer(), proof: Type.Record(Type.String(), Type.Unknown()) },
        { ...closed, description: 'proofs name cells of the layer' },
      ),
    ),
    undecided: Type.Array(
      Type.Object(
        {
          grid: Type.String(),
          violation: Type.Integer(),
          partly: Type.Array(Type.Record(Type.String(), Type.Unknown())),
        },
        closed,
      ),
    ),
    unassigned: Type.Array(Type.Array(Type.Integer()), {
      description: 'cells of areas where nobody lives, which reach no grid',
    }),
    checked: Type.Literal(true, { description: 'by the independent checker, without a fault' }),
  },
  closed,
);
export type PlanCertificate = Static<typeof PlanCertificate>;
