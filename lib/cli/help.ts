import { allOptions } from './command';
import type { Command, Option } from './command';

const EXIT_CODES = 'Exit codes: 0 well; 1 invalid values, or differences; 2 wrong usage or unreadable file.';

export function generalHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return `Usage: cdk8s-tracardi COMMAND [OPTION]...

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n')}

  -h, --help     Print this text, or that of a command: cdk8s-tracardi validate --help
      --version  Print the version.

${EXIT_CODES}

Example: ${commands[0].examples[0]}
`;
}

export function commandHelp(command: Command): string {
  const { name, operands, summary, details, examples } = command;
  const options = Object.entries(allOptions(command));
  const width = Math.max(...options.map(([key, option]) => flags(key, option).length));
  const lines = options.map(([key, option]) => `  ${flags(key, option).padEnd(width)}  ${describe(option)}`);
  return `Usage: cdk8s-tracardi ${[name, '[OPTION]...', operands].filter(Boolean).join(' ')}

${summary}${details ? `\n\n${details}` : ''}

Options:
${lines.join('\n')}

${EXIT_CODES}

${examples.length === 1 ? 'Example' : 'Examples'}:
${examples.map((example) => `  ${example}`).join('\n')}
`;
}

function flags(name: string, { short, argument }: Option): string {
  return `${short ? `-${short}, ` : '    '}--${name}${argument ? ` ${argument}` : ''}`;
}

const describe = ({ description, choices }: Option): string =>
  choices ? `${description} One of ${choices.join(', ')}.` : description;
