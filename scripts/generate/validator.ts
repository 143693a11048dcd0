import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone';
import { build } from 'esbuild';
import type { JsonObject } from '../../lib/json/json';

/** TypeScript text of a module whose `validate` checks values; compiling the schema at run time would cost 100 ms and more. */
export async function validatorModule(schema: JsonObject): Promise<string> {
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    inlineRefs: false,
    messages: false,
    formats: { password: true },
    code: { source: true, esm: true },
  });
  ajv.addSchema(withoutTexts(schema), 'values');
  const code = withoutCopies(standaloneCode(ajv, { validate: 'values' }));
  // Bundled, so that ajv's run-time helpers need no ajv at run time.
  const result = await build({
    stdin: { contents: code, resolveDir: process.cwd(), loader: 'js' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    write: false,
    minifyWhitespace: true,
    minifySyntax: true,
    minifyIdentifiers: true,
  });
  // An explicit type, so that no tool has to infer one from the code.
  const typed = 'export const validate: { (values: unknown): boolean; errors?: unknown[] | null } = $1;';
  return result.outputFiles[0].text.replace(/export\s*\{\s*([\w$]+) as validate\s*\};?/, typed);
}

/** Ajv copies all errors so far for each definition that has some more, which takes minutes for a hundred thousand. */
function withoutCopies(code: string): string {
  const copied = /vErrors === null \? ([\w$.]+) : vErrors\.concat\(\1\)/g;
  if (!copied.test(code)) throw new Error('ajv collects errors in another way than expected');
  const append =
    'function append(all, more) { if (all === null) return more; for (const error of more) all.push(error); return all; }';
  return `${code.replace(copied, 'append(vErrors, $1)')}\n${append}`;
}

/** The validator carries the schema; descriptions and defaults would only make it longer. */
function withoutTexts(schema: JsonObject): JsonObject {
  return JSON.parse(
    JSON.stringify(schema, (key: string, value: unknown) =>
      key === 'description' && typeof value === 'string' ? undefined : value,
    ),
  ) as JsonObject;
}
