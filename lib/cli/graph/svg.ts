import { graphlib, layout } from '@dagrejs/dagre';
import type { Diagram, DiagramNode, Shape } from './diagram';

/** Of a monospaced font of this size every character is as wide as any other, so that no browser is needed to measure. */
const FONT_SIZE = 12;
const CHARACTER = 7.25;
const LINE = 17;
const PADDING = 12;

const FILLS: { readonly [shape in Shape]: string } = {
  outside: '#f1f3f5',
  route: '#fff3bf',
  workload: '#d0ebff',
  store: '#d3f9d8',
  step: '#e7f5ff',
  question: '#fff3bf',
  good: '#d3f9d8',
  bad: '#ffe3e3',
};
const ROUND: readonly Shape[] = ['outside', 'good', 'bad'];
/** Is seen on white and on black. */
const GREY = '#868e96';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Line {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly x?: number;
  readonly y?: number;
}

/** An image that stands by itself: no script, no font, nothing loaded. */
export function svg(diagram: Diagram): string {
  const graph = placed(diagram);
  const { width = 0, height = 0 } = graph.graph();
  const boxes = diagram.nodes.map((node) => box(node, graph.node(node.id) as Box));
  const lines = diagram.edges.map(({ from, to, label }, index) =>
    arrow(graph.edge(from, to, String(index)) as unknown as Line, label),
  );
  const [w, h] = [width, height].map((size) => Math.ceil(Math.max(size, 1)));
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="${FONT_SIZE}">
<title>${escaped(diagram.title)}</title>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" fill="${GREY}"/></marker></defs>
${[...lines, ...boxes].join('\n')}
</svg>
`;
}

function placed({ direction, nodes, edges }: Diagram): graphlib.Graph {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: direction, nodesep: 24, ranksep: 40, marginx: 8, marginy: 8 });
  for (const { id, lines } of nodes) graph.setNode(id, sizeOf(lines, PADDING));
  edges.forEach(({ from, to, label }, index) => {
    const size = label ? sizeOf(label.split('\n'), 4) : {};
    graph.setEdge(from, to, { ...size, labelpos: 'c' }, String(index));
  });
  // What nothing leads to would stand in the way of what leads from the first.
  const linked = new Set(edges.flatMap(({ from, to }) => [from, to]));
  for (const { id } of nodes.slice(1))
    if (!linked.has(id)) graph.setEdge(nodes[0].id, id, { minlen: 2, weight: 0 }, 'aside');
  layout(graph);
  return graph;
}

function sizeOf(lines: readonly string[], padding: number): { width: number; height: number } {
  const longest = Math.max(...lines.map((line) => [...line].length));
  return { width: longest * CHARACTER + 2 * padding, height: lines.length * LINE + 2 * padding };
}

function box({ lines, shape }: DiagramNode, { x, y, width, height }: Box): string {
  const corner = ROUND.includes(shape) ? Math.min(height / 2, 18) : 4;
  const rect = `<rect x="${n(x - width / 2)}" y="${n(y - height / 2)}" width="${n(width)}" height="${n(height)}" rx="${n(corner)}" fill="${FILLS[shape]}" stroke="${GREY}"/>`;
  return rect + text(lines, x, y, '#212529', true);
}

function arrow({ points, x, y }: Line, label?: string): string {
  const path = points.map((point) => `${n(point.x)} ${n(point.y)}`).join(' L');
  const line = `<path d="M${path}" fill="none" stroke="${GREY}" stroke-linejoin="round" marker-end="url(#arrow)"/>`;
  return label && x !== undefined && y !== undefined ? line + plate(label.split('\n'), x, y) : line;
}

/** A label on a ground of its own, over lines that cross it. */
function plate(lines: readonly string[], x: number, y: number): string {
  const { width, height } = sizeOf(lines, 2);
  const rect = `<rect x="${n(x - width / 2)}" y="${n(y - height / 2)}" width="${n(width)}" height="${n(height)}" rx="3" fill="#fff" fill-opacity=".9"/>`;
  return rect + text(lines, x, y, '#495057', false);
}

function text(lines: readonly string[], x: number, y: number, color: string, isTitled: boolean): string {
  const top = y - ((lines.length - 1) * LINE) / 2 + FONT_SIZE / 3;
  return lines
    .map((line, index) => {
      const weight = isTitled && index === 0 ? ' font-weight="bold"' : '';
      return `<text x="${n(x)}" y="${n(top + index * LINE)}" text-anchor="middle" fill="${color}"${weight}>${escaped(line)}</text>`;
    })
    .join('');
}

const n = (number: number): string => String(Math.round(number * 10) / 10);

const escaped = (plain: string): string => plain.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
