import { build } from 'esbuild';
import { join } from 'node:path';

/** lib/seeder as one file for the stock Node image; it travels in a ConfigMap, so it is small. */
export async function seedProgram(root: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'lib', 'seeder', 'main.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    legalComments: 'none',
    charset: 'ascii',
    write: false,
  });
  return outputFiles[0].text;
}
