import { allOptions, UsageError } from '../command';
import type { Command, Input, Option } from '../command';
import { OK } from '../exit-code';

const SHELLS: { readonly [shell: string]: (commands: readonly Command[]) => string } = { bash, zsh, fish };

export function run({ operands }: Input, commands: readonly Command[]): number {
  const [shell, ...more] = operands;
  if (shell === undefined) throw new UsageError('name the shell: bash, zsh or fish');
  if (more.length > 0) throw new UsageError(`"${more[0]}" is one argument too many`);
  if (!Object.hasOwn(SHELLS, shell))
    throw new UsageError(`there is no completion for ${shell}: name bash, zsh or fish`);
  process.stdout.write(SHELLS[shell](commands));
  return OK;
}

const flagsOf = (command: Command): string[] =>
  Object.entries(allOptions(command)).flatMap(([name, { short }]) => [`--${name}`, ...(short ? [`-${short}`] : [])]);

const namesOf = (commands: readonly Command[]): string => commands.map(({ name }) => name).join(' ');

/** Words stand in single quotes; none of ours holds one. */
function bash(commands: readonly Command[]): string {
  const names = namesOf(commands);
  return `# bash completion of cdk8s-tracardi: source <(cdk8s-tracardi completion bash)
_cdk8s_tracardi() {
  local word=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} prefix=
  COMPREPLY=()
  # bash makes three words of --format=json, zsh one.
  if [[ $word == = ]]; then word=
  elif [[ $previous == = ]]; then previous=\${COMP_WORDS[COMP_CWORD - 2]}
  elif [[ $word == --*=* ]]; then previous=\${word%%=*} prefix=\${word%%=*}= word=\${word#*=}
  fi
  if ((COMP_CWORD == 1)); then
    _cdk8s_tracardi_propose -W '${names} help --help --version'
    return
  fi
  case \${COMP_WORDS[1]} in
    help) _cdk8s_tracardi_propose -W '${names}' ;;
${commands.map(bashCase).join('')}  esac
}
# A proposal a line: names of files may have blanks.
_cdk8s_tracardi_propose() {
  local line
  while IFS= read -r line; do COMPREPLY+=("$prefix$line"); done < <(compgen "$@" -- "$word")
}
complete -o filenames -F _cdk8s_tracardi cdk8s-tracardi
`;
}

function bashCase(command: Command): string {
  const { name, words, takesFiles } = command;
  const files = takesFiles ? '\n      [[ $word == -* ]] || _cdk8s_tracardi_propose -f' : '';
  return `    ${name})
      case $previous in
${Object.entries(allOptions(command)).map(bashOption).join('')}      esac
      _cdk8s_tracardi_propose -W '${[...flagsOf(command), ...(words?.() ?? [])].join(' ')}'${files} ;;
`;
}

const SOURCES: { readonly [argument: string]: string } = { FILE: '-f', DIR: '-d' };

/** What follows an option: one of its choices, a file, a folder, or nothing that is known. */
function bashOption([name, { short, argument, choices }]: [string, Option]): string {
  if (!argument) return '';
  const source = choices ? `-W '${choices.join(' ')}'` : SOURCES[argument];
  const proposal = source ? `_cdk8s_tracardi_propose ${source}; ` : '';
  return `      --${name}${short ? `|-${short}` : ''}) ${proposal}return ;;\n`;
}

/** zsh runs the completion of bash. */
function zsh(commands: readonly Command[]): string {
  return `#compdef cdk8s-tracardi
# zsh completion of cdk8s-tracardi: source <(cdk8s-tracardi completion zsh)
autoload -U +X compinit && compinit
autoload -U +X bashcompinit && bashcompinit
${bash(commands).replace(/^.*\n/, '')}`;
}

function fish(commands: readonly Command[]): string {
  const lines = commands.flatMap((command) => {
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
  const help = `complete -c cdk8s-tracardi -n '__fish_seen_subcommand_from help' -f -a '${namesOf(commands)}'`;
  return `# fish completion of cdk8s-tracardi: cdk8s-tracardi completion fish | source\n${[...lines, help].join('\n')}\n`;
}
