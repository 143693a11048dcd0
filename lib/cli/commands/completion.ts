import { allOptions, UsageError } from '../command';
import type { Command, Input, Option } from '../command';
import { COMMANDS } from '../commands';
import { OK } from '../exit-code';

const SHELLS: { readonly [shell: string]: () => string } = { bash, zsh, fish };

export function run({ operands }: Input): number {
  const [shell, ...more] = operands;
  if (shell === undefined) throw new UsageError('name the shell: bash, zsh or fish');
  if (more.length > 0) throw new UsageError(`"${more[0]}" is one argument too many`);
  if (!Object.hasOwn(SHELLS, shell))
    throw new UsageError(`there is no completion for ${shell}: name bash, zsh or fish`);
  process.stdout.write(SHELLS[shell]());
  return OK;
}

const flagsOf = (command: Command): string[] =>
  Object.entries(allOptions(command)).flatMap(([name, { short }]) => [`--${name}`, ...(short ? [`-${short}`] : [])]);

const optionsWith = (command: Command, test: (option: Option) => unknown): [string, Option][] =>
  Object.entries(allOptions(command)).filter(([, option]) => test(option));

const names = COMMANDS.map(({ name }) => name).join(' ');
const takesFiles = ({ operands }: Command): boolean => /FILE|OLD|ENVIRONMENT/.test(operands ?? '');

/** Words stand in single quotes; none of ours holds one. */
function bash(): string {
  const cases = COMMANDS.map((command) => {
    const choices = optionsWith(command, ({ choices }) => choices).map(
      ([name, option]) =>
        `      --${name}) COMPREPLY=($(compgen -W '${option.choices!.join(' ')}' -- "$word")); return ;;\n`,
    );
    const words = command.words ? ` ${command.words().join(' ')}` : '';
    const files = takesFiles(command) ? `\n      [[ $word != -* ]] && COMPREPLY+=($(compgen -f -- "$word"))` : '';
    return `    ${command.name})
      case $previous in
${choices.join('')}      --output|-o) COMPREPLY=($(compgen -d -- "$word")); return ;;
      --values|-f) COMPREPLY=($(compgen -f -- "$word")); return ;;
      esac
      COMPREPLY=($(compgen -W '${flagsOf(command).join(' ')}${words}' -- "$word"))${files} ;;
`;
  });
  return `# bash completion of cdk8s-tracardi: source <(cdk8s-tracardi completion bash)
_cdk8s_tracardi() {
  local word=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]}
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W '${names} --help --version' -- "$word"))
    return
  fi
  case \${COMP_WORDS[1]} in
${cases.join('')}  esac
}
complete -o filenames -F _cdk8s_tracardi cdk8s-tracardi
`;
}

/** zsh runs the completion of bash. */
function zsh(): string {
  return `#compdef cdk8s-tracardi
# zsh completion of cdk8s-tracardi: source <(cdk8s-tracardi completion zsh)
autoload -U +X compinit && compinit
autoload -U +X bashcompinit && bashcompinit
${bash().replace(/^.*\n/, '')}`;
}

function fish(): string {
  const lines = COMMANDS.flatMap((command) => {
    const within = `complete -c cdk8s-tracardi -n '__fish_seen_subcommand_from ${command.name}'`;
    const options = Object.entries(allOptions(command)).map(([name, option]) => {
      const { short, choices, argument, description } = option;
      const values = choices ? ` -x -a '${choices.join(' ')}'` : argument ? ' -r' : '';
      return `${within} -l ${name}${short ? ` -s ${short}` : ''}${values} -d '${description.replaceAll("'", "\\'")}'`;
    });
    const words = command.words ? [`${within} -f -a '${command.words().join(' ')}'`] : [];
    return [
      `complete -c cdk8s-tracardi -n __fish_use_subcommand -f -a ${command.name} -d '${command.summary.replaceAll("'", "\\'")}'`,
      ...options,
      ...words,
    ];
  });
  return `# fish completion of cdk8s-tracardi: cdk8s-tracardi completion fish | source\n${lines.join('\n')}\n`;
}
