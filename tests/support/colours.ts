/** The colours of a picture of the map, to find lines of pixels that are no grid's. */
import type { Page } from 'playwright-core';

export interface OtherColours {
  /** Of each column, and each row, the share of pixels whose colour is none of the picture's main ones. */
  readonly columns: number[];
  readonly rows: number[];
}

/** A colour is a main one from a fiftieth of the pixels on. The browser reads the picture, on a page without a policy. */
export async function otherColours(page: Page, png: Buffer): Promise<OtherColours> {
  const reader = await page.context().newPage();
  try {
    return await reader.evaluate(
      async (address) => {
        const image = new Image();
        image.src = address;
        await image.decode();
        const canvas = document.createElement('canvas');
        canvas.width = image.width;
        canvas.height = image.height;
        const context = canvas.getContext('2d')!;
        context.drawImage(image, 0, 0);
        const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
        const counts = new Map<number, number>();
        for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
        const isOther = (pixel: number) => (counts.get(pixel) ?? 0) < pixels.length / 50;
        const columns: number[] = new Array(image.width).fill(0);
        const rows: number[] = new Array(image.height).fill(0);
        pixels.forEach((pixel, i) => {
          if (!isOther(pixel)) return;
          columns[i % image.width]! += 1 / image.height;
          rows[Math.floor(i / image.width)]! += 1 / image.width;
        });
        return { columns, rows };
      },
      `data:image/png;base64,${png.toString('base64')}`,
    );
  } finally {
    await reader.close();
  }
}
