/** What is compared, as the address names it: `plan-12` or `edition-34`. Pure. */
export interface Sides {
  readonly from: string;
  readonly to: string;
}

const SIDE = /^(plan|edition)-[1-9]\d{0,14}$/;

export const planSide = (id: number): string => `plan-${id}`;
export const editionSide = (id: number): string => `edition-${id}`;

/** null: names neither a plan nor an edition. */
export const readSide = (text: string | null): string | null => (text !== null && SIDE.test(text) ? text : null);

/** The edition a plan was begun on, and the plan. */
export const ownSides = (plan: { id: number; baseEdition: number }): Sides => ({
  from: editionSide(plan.baseEdition),
  to: planSide(plan.id),
});

/** What the address asks for; where it says nothing that can be read, the plan against its base. */
export const sidesOf = (plan: { id: number; baseEdition: number }, from: string | null, to: string | null): Sides => {
  const own = ownSides(plan);
  return { from: readSide(from) ?? own.from, to: readSide(to) ?? own.to };
};

/** Parameters of the address: what goes without saying is left out. */
export const sideParams = (
  plan: { id: number; baseEdition: number },
  { from, to }: Sides,
): { from: string | null; to: string | null } => {
  const own = ownSides(plan);
  return { from: from === own.from ? null : from, to: to === own.to ? null : to };
};
