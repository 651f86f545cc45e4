/**
 * Joins and caps of lines. A round one is a fan of a dozen triangles at every vertex: near it is seen, and far away, where a line is a
 * pixel or two and there are thousands of them, it is most of what is drawn.
 */
import type { ExpressionSpecification } from 'maplibre-gl';

/** The zoom from which lines are wide enough. */
const NEAR = 14;

// a value of its own type for each: the library takes these two as words or as steps of them
export const FAR_JOIN = ['step', ['zoom'], 'miter', NEAR, 'round'] as unknown as ExpressionSpecification;
export const FAR_CAP = ['step', ['zoom'], 'butt', NEAR, 'round'] as unknown as ExpressionSpecification;
