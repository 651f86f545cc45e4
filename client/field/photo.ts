/** A photo as it is sent: smaller, and drawn anew, so that nothing a camera wrote into it goes along. */

const LONGEST_PX = 1600;
const QUALITY = 0.82;

/** Rejects when the browser cannot read it. `longestPx`: of the longer side. */
export async function lightPhoto(file: Blob, longestPx = LONGEST_PX): Promise<Blob> {
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, longestPx / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no photo')) : resolve(blob)), 'image/jpeg', QUALITY);
  });
}
