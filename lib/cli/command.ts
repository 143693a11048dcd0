import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { closest } from '../json/closest';

export interface Option {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly multiple?: boolean;
  /** What stands for the argument in the help, e.g. `FILE`. The shells complete files for `FILE` and folders for `DIR`. */
  readonly argument?: string;
  readonly choices?: readonly string[];
  readonly description: string;
}

/** A command as the help, the shells' completion and the parser see it. */
export interface Command {
  readonly name: string;
  /** What follows the name and the options in the usage line. */
  readonly operands?: string;
  /** Whether the operands are files. */
  readonly takesFiles?: boolean;
  readonly summary: string;
  readonly details?: string;
  readonly options: { readonly [name: string]: Option };
  /** Fixed words of which one may be the operand. */
  readonly words?: () => readonly string[];
  readonly examples: readonly string[];
  /** Loaded when it runs: a command pays only for what it needs. `run` is given all commands, too, and returns the exit code. */
  readonly load: () => Promise<{ run(input: Input, commands: readonly Command[]): number | Promise<number> }>;
}

/** Wrong usage: told to the user with a pointer to the help. */
export class UsageError extends Error {}

/** Arguments of a command, checked against its options. */
export class Input {
  public constructor(
    private readonly options: { readonly [name: string]: string | boolean | (string | boolean)[] | undefined },
    public readonly operands: readonly string[],
  ) {}

  public text(name: string): string | undefined {
    return this.options[name] as string | undefined;
  }

  public texts(name: string): string[] {
    return (this.options[name] as string[] | undefined) ?? [];
  }

  public flag(name: string): boolean {
    return this.options[name] === true;
  }
}

const HELP: Option = { type: 'boolean', short: 'h', description: 'Print this text.' };

export const allOptions = ({ options }: Command): { [name: string]: Option } => ({ ...options, help: HELP });

export function parseInput(command: Command, args: string[]): Input {
  const options = Object.entries(allOptions(command)).map(([name, { type, short, multiple }]) => [
    name,
    { type, ...(short && { short }), ...(multiple && { multiple }) },
  ]);
  let parsed;
  try {
    parsed = parseArgs({
      args,
      options: Object.fromEntries(options) as ParseArgsConfig['options'],
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError(parserMessage((error as Error).message, Object.keys(allOptions(command))));
  }
  const values = parsed.values as { [name: string]: string | boolean | undefined };
  for (const [name, { choices }] of Object.entries(command.options)) {
    const value = values[name];
    if (choices && typeof value === 'string' && !choices.includes(value)) throw wrongChoice(name, value, choices);
  }
  return new Input(values, parsed.positionals);
}

function parserMessage(message: string, known: readonly string[]): string {
  const unknown = /^Unknown option '--([\w-]+)'/.exec(message)?.[1];
  const guess = unknown && closest(unknown, known);
  return message.split('. To specify')[0] + (guess ? `; did you mean --${guess}?` : '');
}

function wrongChoice(name: string, value: string, choices: readonly string[]): UsageError {
  const guess = closest(value, choices);
  return new UsageError(`--${name} must be one of ${choices.join(', ')}${guess ? `; did you mean ${guess}?` : ''}`);
}
