import { closest } from '../json/closest';
import { CHART_VERSION } from '../values/generated/version';
import { parseInput, UsageError } from './command';
import { COMMANDS } from './commands';
import { OK, UNUSABLE } from './exit-code';
import { commandHelp, generalHelp } from './help';
import { describeFault } from './report';

/** Runs the command and returns its exit code. */
export async function main(args: string[]): Promise<number> {
  try {
    return await dispatch(args);
  } catch (error) {
    const hint = error instanceof UsageError ? `See cdk8s-tracardi ${commandOf(args)?.name ?? ''} --help\n` : '';
    process.stderr.write(`error: ${describeFault(error)}\n${hint.replace('  ', ' ')}`);
    return UNUSABLE;
  }
}

const commandOf = ([name]: string[]): (typeof COMMANDS)[number] | undefined =>
  COMMANDS.find((command) => command.name === name);

async function dispatch(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version') return print(`${CHART_VERSION}\n`);
  if (name === '--help' || name === '-h' || name === 'help') return help(rest);
  if (name === undefined) throw new UsageError('no command given');
  const command = commandOf(args);
  if (!command) throw new UsageError(unknownCommand(name));
  const input = parseInput(command, rest);
  if (input.flag('help')) return print(commandHelp(command));
  const loaded = await command.load();
  return loaded.run(input, COMMANDS);
}

function help(names: string[]): number {
  if (names.length === 0) return print(generalHelp(COMMANDS));
  const command = commandOf(names);
  if (!command) throw new UsageError(unknownCommand(names[0]));
  return print(commandHelp(command));
}

function unknownCommand(name: string): string {
  const option = closest(name, ['--version', '--help']);
  if (option) return `there is no command "${name}"; did you mean ${option}?`;
  if (name.startsWith('-')) return `the command comes first, then its options such as ${name}`;
  const guess = closest(
    name,
    COMMANDS.map((command) => command.name),
  );
  return `there is no command "${name}"${guess ? `; did you mean ${guess}?` : ''}`;
}

function print(text: string): number {
  process.stdout.write(text);
  return OK;
}
