/**
 * A sheet as a picture of 300 dots an inch: a copy of it in a drawing that carries its styles and photos, so that nothing is asked for
 * while it is drawn. As a data address, since a drawing from elsewhere may not be read back. Rejects where a browser forbids that (Safari).
 */
import type { Size } from './page-sizes.ts';
import { DPI, pixelsOf, withResolution } from './resolution.ts';

const SVG = 'http://www.w3.org/2000/svg';
const PIXELS_PER_MM = 96 / 25.4;

export async function pictureOf(sheet: HTMLElement, page: Size): Promise<Blob> {
  const [width, height] = [pixelsOf(page.width), pixelsOf(page.height)];
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await drawingOf(sheet, page))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas of that size');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0, width, height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('no picture');
  const png = withResolution(new Uint8Array(await blob.arrayBuffer()), DPI);
  return new Blob([png], { type: 'image/png' });
}

async function drawingOf(sheet: HTMLElement, { width, height }: Size): Promise<string> {
  const drawing = document.createElementNS(SVG, 'svg');
  drawing.setAttribute('width', String(pixelsOf(width)));
  drawing.setAttribute('height', String(pixelsOf(height)));
  drawing.setAttribute('viewBox', `0 0 ${width * PIXELS_PER_MM} ${height * PIXELS_PER_MM}`);
  // paper is white by night too
  drawing.dataset.theme = 'light';
  const styles = document.createElementNS(SVG, 'style');
  styles.textContent = [...document.styleSheets]
    .flatMap((one) => [...one.cssRules].map((rule) => rule.cssText))
    .join('\n');
  const room = document.createElementNS(SVG, 'foreignObject');
  room.setAttribute('width', '100%');
  room.setAttribute('height', '100%');
  const body = document.createElement('body');
  body.lang = document.documentElement.lang;
  body.style.background = '#fff';
  const copy = sheet.cloneNode(true) as HTMLElement;
  // as on paper: seen, no ground around it, and no shadow
  copy.dataset.picture = 'true';
  copy.style.margin = '0';
  copy.style.boxShadow = 'none';
  await embedPhotos(copy);
  body.append(copy);
  room.append(body);
  drawing.append(styles, room);
  return new XMLSerializer().serializeToString(drawing);
}

/** What cannot be had is left out. */
async function embedPhotos(copy: HTMLElement): Promise<void> {
  for (const photo of copy.querySelectorAll('img')) {
    const address = await dataAddress(photo.src).catch(() => null);
    if (address === null) photo.remove();
    else photo.src = address;
  }
}

async function dataAddress(address: string): Promise<string> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`no photo: ${answer.status}`);
  const reader = new FileReader();
  const read = new Promise<string>((resolve, reject) => {
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
  });
  reader.readAsDataURL(await answer.blob());
  return read;
}
