import { count } from '../report';
import type { Changes } from './changes';
import type { FieldChange } from './compare';
import { NOTHING_ROLLS, consequences, factsOf, origin, titles } from './facts';
import type { Fact } from './facts';

const SIGNS = { added: '+', removed: '-', changed: '~' } as const;

/** Values that have become valid differ, whatever they make. */
export function hasDifferences({ oldValid, objects, tenants }: Changes): boolean {
  return (
    !oldValid ||
    [objects, tenants].some(({ added, removed, changed }) => added.length + removed.length + changed.length > 0)
  );
}

/** What the numbers do not tell, as a line; empty where that is nothing. */
function notice({ oldValid, objects }: Changes): string {
  if (oldValid) return '';
  return objects.added.length > 0
    ? 'Was not valid before this change; it is now. All that it makes counts as added.\n'
    : 'Was not valid before this change, so that what it leaves behind is not known.\n';
}

export function summary({ objects, tenants }: Changes): string {
  const rolled = objects.changed.filter(({ rollsPods }) => rollsPods).length;
  const blocked = objects.changed.filter(({ immutableFields }) => immutableFields.length > 0).length;
  const parts = [
    `${count(objects.added.length, 'object')} added, ${objects.removed.length} removed, ${objects.changed.length} altered`,
    rolled > 0 ? `pods of ${count(rolled, 'workload')} roll` : 'no pods roll',
    ...(blocked > 0 ? [`${count(blocked, 'object')} must be deleted and made anew`] : []),
    ...(tenants.added.length + tenants.removed.length > 0
      ? [`${count(tenants.added.length, 'tenant')} added, ${tenants.removed.length} removed`]
      : []),
  ];
  return parts.join('; ');
}

/** `~ spec.replicas: 1 -> 2`; only the path where the value is not to be shown. */
function fieldLine({ path, change, old, new: now }: FieldChange): string {
  const values =
    change === 'changed' ? (old !== undefined && now !== undefined ? `${old} -> ${now}` : '') : (old ?? now);
  return `${SIGNS[change]} ${path}${values ? `: ${values}` : ' (not shown)'}`;
}

const factLine = ({ field, objects }: Fact): string => `${fieldLine(field)}  (${titles(objects)})${origin(field)}`;

/** A line for each fact, whatever the number of objects: objects that come and go, changes, consequences, tenants. */
export function textDiff(changes: Changes): string {
  const { objects, tenants } = changes;
  if (!hasDifferences(changes)) return 'no differences\n';
  const lines = [
    ...objects.added.map((object) => `+ ${titles([object])}${origin(object)}`),
    ...objects.removed.map((object) => `- ${titles([object])}${origin(object)}`),
    ...factsOf(objects).map(factLine),
    ...tenants.added.map((name) => `+ tenant ${name}`),
    ...tenants.removed.map((name) => `- tenant ${name} (stays installed)`),
    ...tenants.changed.map((name) => `~ tenant ${name}`),
    '',
    ...consequences(objects)
      .filter(([consequence]) => consequence !== NOTHING_ROLLS)
      .map(([consequence, altered]) => `${consequence}: ${titles(altered)}`),
    summary(changes),
  ];
  return `${notice(changes)}${lines.join('\n')}\n`;
}

/** GitHub and GitLab cut or refuse longer comments. */
const MAX_MARKDOWN = 60_000;

/** For a comment of a pull request: a table of objects, what is altered in them to unfold, and a drawing of what is there then. */
export function markdownDiff(changes: Changes, heading: string, mermaid?: string): string {
  const { objects, tenants } = changes;
  const head = `### ${heading}\n\n`;
  if (!hasDifferences(changes)) return `${head}No differences.\n`;
  const rows = [
    ...objects.added.map((object) => row('added', titles([object]), origin(object).trim())),
    ...objects.removed.map((object) => row('removed', titles([object]), origin(object).trim())),
    ...consequences(objects).map(([consequence, altered]) => row('altered', titles(altered), consequence)),
    ...tenants.added.map((name) => row('added', `tenant ${name}`, '')),
    ...tenants.removed.map((name) => row('removed', `tenant ${name}`, 'stays installed')),
    ...tenants.changed.map((name) => row('altered', `tenant ${name}`, '')),
  ];
  const table = ['| | object | |', '|---|---|---|', ...rows];
  return bounded([
    `${head}${notice(changes)}${summary(changes)}.\n\n`,
    ...table.map((line) => `${line}\n`),
    ...blocks(factsOf(objects).map(factLine)).map(details),
    ...(mermaid
      ? [`\n<details><summary>What runs then</summary>\n\n\`\`\`mermaid\n${mermaid}\`\`\`\n\n</details>\n`]
      : []),
  ]);
}

const row = (...cells: string[]): string => `| ${cells.map(escapeCell).join(' | ')} |`;

const escapeCell = (text: string): string =>
  text.replace(/[\\|<>&*_`[\]]/g, (character) => `&#${character.charCodeAt(0)};`);

/** Lines in blocks, of which a comment that is too long leaves out the last. */
function blocks(lines: readonly string[]): string[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + line.length < MAX_MARKDOWN / 6)
      texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts;
}

function details(lines: string, index: number): string {
  const title = index === 0 ? 'What is altered' : 'What else is altered';
  const fence = '`'.repeat(Math.max(3, ...[...lines.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return `\n<details><summary>${title}</summary>\n\n${fence}diff\n${lines}\n${fence}\n\n</details>\n`;
}

function bounded(parts: readonly string[]): string {
  let text = '';
  for (const [index, part] of parts.entries()) {
    if (text.length + part.length > MAX_MARKDOWN)
      return `${text}\n${parts.length - index} parts more are left out: \`cdk8s-tracardi diff\` has all.\n`;
    text += part;
  }
  return text;
}
