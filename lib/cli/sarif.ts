import { pathToFileURL } from 'node:url';
import { formatPath, formatPlace, isOption } from '../json/diagnostic';
import type { Diagnostic } from '../json/diagnostic';
import { CHART_VERSION } from '../values/generated/version';
import { RULES } from '../values/rules';
import { repositoryPath } from './repository-path';

const HOME = 'https://github.com/tracardi/cdk8s-tracardi';

/** The name of standard input. */
const STDIN = '-';

/**
 * A log of the Static Analysis Results Interchange Format, which code scanning reads.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 *
 * @param checked the files that were given: the first stands for an option, since code scanning takes no log with a result that has
 * no place
 */
export function sarifLog(diagnostics: readonly Diagnostic[], checked: readonly string[] = []): object {
  const fallback = checked.find((file) => file !== STDIN) ?? STDIN;
  const rules = [...new Set(diagnostics.map(({ rule }) => rule))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'cdk8s-tracardi',
            version: CHART_VERSION,
            informationUri: HOME,
            rules: rules.map(ruleOf),
          },
        },
        columnKind: 'unicodeCodePoints',
        results: diagnostics.map((diagnostic) => resultOf(diagnostic, rules.indexOf(diagnostic.rule), fallback)),
      },
    ],
  };
}

/** Only a rule on several keys has one sentence for all its results. */
function ruleOf(id: string): object {
  const rule = RULES.find((other) => other.id === id);
  return rule ? { id, shortDescription: { text: rule.sentence } } : { id };
}

function resultOf(diagnostic: Diagnostic, ruleIndex: number, fallback: string): object {
  const { severity, rule, message, path } = diagnostic;
  const key = path && path.length > 0 ? formatPath(path) : undefined;
  const logicalLocations = key !== undefined && { logicalLocations: [{ fullyQualifiedName: key, kind: 'member' }] };
  const place = isOption(diagnostic.file) ? formatPlace(diagnostic) : undefined;
  return {
    ruleId: rule,
    ruleIndex,
    level: severity,
    message: { text: [place, key, message].filter(Boolean).join(': ') },
    locations: [{ physicalLocation: physicalLocation(diagnostic, fallback), ...logicalLocations }],
  };
}

function physicalLocation({ file, line, column }: Diagnostic, fallback: string): object {
  if (file === undefined || isOption(file))
    return { artifactLocation: { uri: uriOf(fallback) }, region: { startLine: 1 } };
  // Code scanning shows no result without a region.
  const region = { startLine: line ?? 1, ...(column !== undefined && { startColumn: column }) };
  return { artifactLocation: { uri: uriOf(file) }, region };
}

/** Relative to the root of the repository, as code scanning expects it of files that are there. */
function uriOf(file: string): string {
  if (file === STDIN) return 'stdin';
  const path = repositoryPath(file);
  return path === undefined ? pathToFileURL(file).href : path.split('/').map(encodeURIComponent).join('/');
}
