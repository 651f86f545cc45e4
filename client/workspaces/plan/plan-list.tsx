/** All plans of the area, and a new one. */
export const PlanList = () => null;
