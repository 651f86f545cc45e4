/** What a workspace brings to the frame: its panel, and perhaps something that lies on the map or in its legend. */
import type { ComponentType } from 'preact';

export interface Workspace {
  readonly Side: ComponentType;
  readonly Over?: ComponentType;
  /** Stands first in the legend. */
  readonly Legend?: ComponentType;
}
