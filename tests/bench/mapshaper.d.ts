declare module 'mapshaper' {
  /** Layers and the arcs they share. */
  export interface Dataset {
    layers: { shapes: unknown[] }[];
  }
  const mapshaper: {
    internal: {
      importGeoJSON(geojson: unknown, options: object): Dataset;
      /** Finds the arcs that rings share. */
      buildTopology(dataset: Dataset): void;
      exportGeoJSON(dataset: Dataset, options: object): { content: string }[];
    };
    /** The program's command line, with files by name in memory. */
    applyCommands(commands: string, files: Record<string, string>): Promise<Record<string, Uint8Array>>;
    cmd: { cleanLayers(layers: Dataset['layers'], dataset: Dataset, options: object): void };
  };
  export default mapshaper;
}
