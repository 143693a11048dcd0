import { count } from '../report';
import type { FieldChange, ObjectChange, ObjectChanges, ObjectName } from './compare';
import type { TenantChanges } from './tenants';

export interface Changes {
  /** Where the old values were not valid, the new ones are compared with nothing. */
  readonly oldValid: boolean;
  readonly objects: ObjectChanges;
  readonly tenants: TenantChanges;
}

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

/** `Deployment prod/api-private`. */
const title = ({ kind, name, namespace }: ObjectName): string => `${kind} ${namespace ? `${namespace}/` : ''}${name}`;

/** What happens to a changed object beyond the change. */
function consequences({ rollsPods, immutableFields }: ObjectChange): string {
  const replaced = immutableFields.length > 0 ? `replaces immutable field ${immutableFields.join(', ')}` : '';
  return [`rolls pods: ${rollsPods ? 'yes' : 'no'}`, replaced].filter(Boolean).join('; ');
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
export function fieldLine({ path, change, old, new: now }: FieldChange): string {
  const values =
    change === 'changed' ? (old !== undefined && now !== undefined ? `${old} -> ${now}` : '') : (old ?? now);
  return `${SIGNS[change]} ${path}${values ? `: ${values}` : ' (not shown)'}`;
}

export function textDiff(changes: Changes): string {
  const { objects, tenants } = changes;
  if (!hasDifferences(changes)) return 'no differences\n';
  const lines = [
    ...objects.added.map((object) => `+ ${title(object)}`),
    ...objects.removed.map((object) => `- ${title(object)}`),
    ...objects.changed.flatMap((object) => [
      `~ ${title(object)}  (${consequences(object)})`,
      ...object.fields.map((field) => `    ${fieldLine(field)}`),
    ]),
    ...tenants.added.map((name) => `+ tenant ${name}`),
    ...tenants.removed.map((name) => `- tenant ${name} (stays installed)`),
    ...tenants.changed.map((name) => `~ tenant ${name}`),
    '',
    summary(changes),
  ];
  return `${notice(changes)}${lines.join('\n')}\n`;
}

/** GitHub and GitLab cut or refuse longer comments. */
const MAX_MARKDOWN = 60_000;

/** For a comment of a pull request: a table of objects, the fields of each to unfold, and a drawing of what is there then. */
export function markdownDiff(changes: Changes, heading: string, mermaid?: string): string {
  const { objects, tenants } = changes;
  const head = `### ${heading}\n\n`;
  if (!hasDifferences(changes)) return `${head}No differences.\n`;
  const rows = [
    ...objects.added.map((object) => row('added', title(object), '')),
    ...objects.removed.map((object) => row('removed', title(object), '')),
    ...objects.changed.map((object) => row('altered', title(object), consequences(object))),
    ...tenants.added.map((name) => row('added', `tenant ${name}`, '')),
    ...tenants.removed.map((name) => row('removed', `tenant ${name}`, 'stays installed')),
    ...tenants.changed.map((name) => row('altered', `tenant ${name}`, '')),
  ];
  const table = ['| | object | |', '|---|---|---|', ...rows];
  return bounded([
    `${head}${notice(changes)}${summary(changes)}.\n\n`,
    ...table.map((line) => `${line}\n`),
    ...objects.changed.map(details),
    ...(mermaid
      ? [`\n<details><summary>What runs then</summary>\n\n\`\`\`mermaid\n${mermaid}\`\`\`\n\n</details>\n`]
      : []),
  ]);
}

const row = (...cells: string[]): string => `| ${cells.map(escapeCell).join(' | ')} |`;

const escapeCell = (text: string): string =>
  text.replace(/[\\|<>&*_`[\]]/g, (character) => `&#${character.charCodeAt(0)};`);

function details(object: ObjectChange): string {
  const lines = object.fields.map(fieldLine).join('\n');
  const fence = '`'.repeat(Math.max(3, ...[...lines.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return `\n<details><summary>${escapeCell(title(object))}</summary>\n\n${fence}diff\n${lines}\n${fence}\n\n</details>\n`;
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
