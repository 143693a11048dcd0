import type { Construct } from 'constructs';
import { formatDiagnostic } from '../json/diagnostic';
import type { Diagnostic } from '../json/diagnostic';
import type { JsonObject } from '../json/json';
import { checkPart, isError } from '../values/check';
import type { PartScope } from '../values/check';
import { grouped } from '../values/grouped';

/**
 * The values of a part that is taken alone, with defaults. What is questionable becomes a warning of the construct.
 *
 * @throws an Error that lists what is refused
 */
export function partValues(part: Construct, given: JsonObject, scope: PartScope): JsonObject {
  const { resolved, diagnostics } = checkPart(given, scope);
  tellOf(part, diagnostics);
  return resolved;
}

/** Tells warnings as those of a construct. @throws an Error that lists the errors, where there are any */
export function tellOf(part: Construct, diagnostics: readonly Diagnostic[]): void {
  const errors = diagnostics.filter(isError);
  if (errors.length > 0)
    throw new Error(
      `the props of ${part.node.path} are not valid:\n${grouped(errors).map(formatDiagnostic).join('\n')}`,
    );
  for (const warning of grouped(diagnostics)) part.node.addMetadata('warning', formatDiagnostic(warning));
}
