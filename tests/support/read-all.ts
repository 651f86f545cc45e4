/** A file read to its end, for tests of the file readers. */
import { openSource, type SourceFeature, type SourceInfo, type SourceOptions } from '../../server/exchange/source.ts';

export async function readAll(
  path: string,
  fileName: string,
  options?: SourceOptions,
): Promise<{ info: SourceInfo; features: SourceFeature[] }> {
  const source = await openSource(path, fileName, options);
  try {
    const features: SourceFeature[] = [];
    for await (const feature of source.features()) features.push(feature);
    return { info: source.info, features };
  } finally {
    await source.close();
  }
}

/** The refusal of a file as code, params and row; a file that can be read fails the test. */
export async function refusal(path: string, fileName: string, options?: SourceOptions) {
  const error = await readAll(path, fileName, options).then(
    () => {
      throw new Error(`${fileName} was read`);
    },
    (error: unknown) => error,
  );
  const { name, code, params, row } = error as {
    name: string;
    code: string;
    params: Record<string, unknown>;
    row?: number;
  };
  if (name !== 'SourceError') throw error;
  return { code, params, row };
}
