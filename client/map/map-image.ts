/**
 * A map as an image of any size: a second map off the screen, drawn once. Fetched only by who prints.
 */
import { GPUInitializationError, Map as MapLibreMap, type StyleSpecification } from 'maplibre-gl';
import { nameWorker } from './create-map.ts';
import { MAP_WORDS } from './locale.ts';

export interface ImageRequest {
  readonly style: StyleSpecification;
  readonly images: Readonly<Record<string, { width: number; height: number; data: Uint8ClampedArray }>>;
  readonly center: readonly [lon: number, lat: number];
  readonly zoom: number;
  /** CSS pixels, 96 of them an inch on paper. */
  readonly width: number;
  readonly height: number;
  /** Dots of the image for one of them. */
  readonly pixelRatio: number;
}

const MOST_PIXELS = 8192;
/** A software GPU takes ten seconds for a sheet of A3. */
const PATIENCE_MS = 90_000;

/** A data address of a PNG; null when the browser draws no map. Throws when it is not of the size asked for. */
export async function mapImage(wanted: ImageRequest): Promise<string | null> {
  const { style, center, zoom, width, height, pixelRatio } = wanted;
  const container = document.createElement('div');
  container.style.cssText = `position:fixed;left:-20000px;top:0;width:${width}px;height:${height}px`;
  container.setAttribute('aria-hidden', 'true');
  document.body.append(container);
  nameWorker();
  let map: MapLibreMap | null = null;
  try {
    map = new MapLibreMap({
      container,
      style,
      center: [...center],
      zoom,
      pixelRatio,
      maxCanvasSize: [MOST_PIXELS, MOST_PIXELS],
      canvasContextAttributes: { preserveDrawingBuffer: true },
      locale: MAP_WORDS,
      interactive: false,
      attributionControl: false,
      maplibreLogo: false,
      fadeDuration: 0,
      renderWorldCopies: false,
    });
    const drawn = map;
    drawn.on('style.load', () => {
      for (const [name, image] of Object.entries(wanted.images)) {
        if (!drawn.hasImage(name)) drawn.addImage(name, image, { pixelRatio: 2 });
      }
    });
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('the map image took too long')), PATIENCE_MS);
      drawn.once('idle', () => {
        clearTimeout(late);
        resolve();
      });
    });
    const canvas = drawn.getCanvas();
    const [wide, high] = [Math.round(width * pixelRatio), Math.round(height * pixelRatio)];
    if (Math.abs(canvas.width - wide) > 1 || Math.abs(canvas.height - high) > 1) {
      throw new Error(`a map image of ${canvas.width} × ${canvas.height} instead of ${wide} × ${high}`);
    }
    return canvas.toDataURL('image/png');
  } catch (error) {
    if (error instanceof GPUInitializationError) return null;
    throw error;
  } finally {
    map?.remove();
    container.remove();
  }
}
