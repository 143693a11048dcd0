import type { Diagram, DiagramNode, Shape } from './diagram';

/** The brackets that give a node its shape. */
const BRACKETS: { readonly [shape in Shape]: readonly [string, string] } = {
  outside: ['([', '])'],
  route: ['[/', '/]'],
  workload: ['[', ']'],
  store: ['[(', ')]'],
  step: ['(', ')'],
  question: ['{{', '}}'],
  good: ['([', '])'],
  bad: ['([', '])'],
};

/** A flowchart of Mermaid, as GitHub and GitLab draw it in Markdown. */
export function mermaid({ title, direction, nodes, edges }: Diagram): string {
  // Ids of our own: a word such as `end` in one breaks the drawing.
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  return [
    '---',
    `title: ${title}`,
    '---',
    `flowchart ${direction}`,
    ...nodes.map((node) => `  ${ids.get(node.id)}${shaped(node)}`),
    ...edges.map(({ from, to, label }) => `  ${ids.get(from)} -->${label ? `|${quoted(label)}|` : ''} ${ids.get(to)}`),
    '',
  ].join('\n');
}

function shaped({ lines, shape }: DiagramNode): string {
  const [open, close] = BRACKETS[shape];
  return `${open}${quoted(lines.join('\n'))}${close}`;
}

/** Mermaid reads HTML, Markdown and links in a label; as numbered characters they mean nothing. */
function quoted(label: string): string {
  const plain = label.replace(/["#&<>`*_;\\[\](){}|]|:\/\//g, (text) =>
    [...text].map((character) => `#${character.codePointAt(0)};`).join(''),
  );
  return `"${plain.replaceAll('\n', '<br>')}"`;
}
