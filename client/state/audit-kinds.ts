/**
 * The kinds of findings by what they are about. A group names the hatch on the map and the heading in the filter; a kind
 * this client does not know is `other`, and is shown all the same.
 */
export const GROUPS = ['gap', 'overlap', 'outside', 'place', 'staff', 'band', 'shape', 'code', 'other'] as const;
export type Group = (typeof GROUPS)[number];

const KINDS: Readonly<Record<string, Group>> = {
  'gap-enclosed': 'gap',
  'gap-parent': 'gap',
  'gap-open': 'gap',
  'missing-cell': 'gap',
  overlap: 'overlap',
  duplicate: 'overlap',
  contained: 'overlap',
  'outside-parent': 'outside',
  'child-outside': 'outside',
  'building-uncovered': 'place',
  'building-double': 'place',
  'building-ambiguous': 'place',
  'place-override': 'place',
  'footprint-astride': 'place',
  'grid-unstaffed': 'staff',
  'roster-gap': 'staff',
  'places-never-visited': 'staff',
  'places-not-visited': 'staff',
  'worker-overloaded': 'staff',
  'posts-unknown': 'staff',
  'service-far': 'staff',
  'households-under': 'band',
  'households-over': 'band',
  'shops-under': 'band',
  'shops-over': 'band',
  'households-unknown': 'band',
  'invalid-ring': 'shape',
  'ring-mended': 'shape',
  't-junction': 'shape',
  multipart: 'shape',
  enclave: 'shape',
  'code-duplicate': 'code',
  'code-invalid': 'code',
  'code-reused': 'code',
};

export const groupOf = (kind: string): Group => KINDS[kind] ?? 'other';
