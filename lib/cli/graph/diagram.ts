/** What a node stands for, by which it is drawn. */
export type Shape = 'outside' | 'route' | 'workload' | 'store' | 'step' | 'question' | 'good' | 'bad';

export interface DiagramNode {
  readonly id: string;
  /** The first is its name. */
  readonly lines: readonly string[];
  readonly shape: Shape;
}

export interface DiagramEdge {
  readonly from: string;
  readonly to: string;
  /** @default - none */
  readonly label?: string;
}

/** A drawing before it has a form: what is in it and what leads where. */
export interface Diagram {
  readonly title: string;
  /** Where its edges lead: to the right, or down. */
  readonly direction: 'LR' | 'TB';
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
}

const SHOWN = 4;

/** The first of them, and how many more there are. */
export function some(items: readonly string[], shown = SHOWN): string {
  const more = items.length - shown;
  return more > 0 ? `${items.slice(0, shown).join(', ')} and ${more} more` : items.join(', ');
}
