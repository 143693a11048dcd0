import { editorSchema } from '../editor-schema';
import type { Input } from '../command';
import { UsageError } from '../command';
import { OK } from '../exit-code';

export function run({ operands }: Input): number {
  if (operands.length > 0) throw new UsageError(`"${operands[0]}" is one argument too many`);
  process.stdout.write(`${JSON.stringify(editorSchema(), null, 2)}\n`);
  return OK;
}
