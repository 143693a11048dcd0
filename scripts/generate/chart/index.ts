import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { valuesTable } from '../table';
import { dataTemplate } from './data';
import { objectFiles } from './objects';
import { questionsTemplate } from './questions';
import { rulesTemplate } from './rules';
import { variablesTemplate } from './variables';

const TEMPLATES = 'charts/tracardi/templates';

/** Text of each generated file of the chart by its path, beside values.yaml and the schema. `root` is the project's folder. */
export function chartFiles(root: string): { [file: string]: string } {
  const readme = readFileSync(join(root, 'scripts', 'generate', 'chart', 'readme.md'), 'utf8');
  return {
    [`${TEMPLATES}/_data.tpl`]: dataTemplate(),
    [`${TEMPLATES}/_questions.tpl`]: questionsTemplate(),
    [`${TEMPLATES}/_variables.tpl`]: variablesTemplate(),
    [`${TEMPLATES}/_plain_rules.tpl`]: rulesTemplate(),
    ...Object.fromEntries(Object.entries(objectFiles()).map(([file, text]) => [`${TEMPLATES}/${file}`, text])),
    'charts/tracardi/README.md': `${readme}\n${valuesTable().replace('# Values', '## Values')}`,
  };
}
