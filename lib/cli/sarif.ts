import { pathToFileURL } from 'node:url';
import { formatPath, formatPlace, isOption } from '../json/diagnostic';
import type { Diagnostic } from '../json/diagnostic';
import { CHART_VERSION } from '../values/generated/version';
import { RULES } from '../values/rules';
import { repositoryPath } from './repository-path';

const HOME = 'https://github.com/tracardi/cdk8s-tracardi';

/**
 * A log of the Static Analysis Results Interchange Format, which code scanning reads.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifLog(diagnostics: readonly Diagnostic[]): object {
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
        results: diagnostics.map((diagnostic) => resultOf(diagnostic, rules.indexOf(diagnostic.rule))),
      },
    ],
  };
}

/** Only a rule on several keys has one sentence for all its results. */
function ruleOf(id: string): object {
  const rule = RULES.find((other) => other.id === id);
  return rule ? { id, shortDescription: { text: rule.sentence } } : { id };
}

function resultOf(diagnostic: Diagnostic, ruleIndex: number): object {
  const { severity, rule, message, path, file, line, column } = diagnostic;
  const key = path && path.length > 0 ? formatPath(path) : undefined;
  // Code scanning shows no result without a region.
  const region = { region: { startLine: line ?? 1, ...(column !== undefined && { startColumn: column }) } };
  const physicalLocation = file !== undefined &&
    !isOption(file) && {
      physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...region },
    };
  const logicalLocations = key !== undefined && { logicalLocations: [{ fullyQualifiedName: key, kind: 'member' }] };
  return {
    ruleId: rule,
    ruleIndex,
    level: severity,
    message: { text: [isOption(file) ? formatPlace(diagnostic) : undefined, key, message].filter(Boolean).join(': ') },
    locations: [{ ...physicalLocation, ...logicalLocations }],
  };
}

/** Relative to the root of the repository, as code scanning expects it of files that are there. */
function uriOf(file: string): string {
  const path = repositoryPath(file);
  return path === undefined ? pathToFileURL(file).href : path.split('/').map(encodeURIComponent).join('/');
}
