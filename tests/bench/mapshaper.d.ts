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
    cmd: { cleanLayers(layers: Dataset['layers'], dataset: Dataset, options: object): void };
  };
  export default mapshaper;
}
