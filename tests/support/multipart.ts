/** A multipart/form-data body for inject. */
export interface Part {
  name: string;
  content: string | Uint8Array;
  fileName?: string;
}

export function multipartOf(parts: readonly Part[]): { payload: Buffer; headers: Record<string, string> } {
  const boundary = 'gezhong-test-boundary';
  const chunks = parts.flatMap(({ name, content, fileName }) => {
    const file = fileName === undefined ? '' : `; filename="${fileName}"\r\ncontent-type: application/octet-stream`;
    return [`--${boundary}\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n`, content, '\r\n'];
  });
  const payload = Buffer.concat([...chunks, `--${boundary}--\r\n`].map((chunk) => Buffer.from(chunk as string)));
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}
