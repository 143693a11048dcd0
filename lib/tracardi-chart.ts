import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { markChecked } from './manifests/block';
import { formatDiagnostic } from './json/diagnostic';
import { isError } from './values/check';
import { readChecked } from './values/read';
import { Tracardi } from './tracardi';
import type { TracardiProps } from './tracardi';

export interface TracardiChartProps extends TracardiProps {
  /**
   * Namespace of the objects.
   *
   * @default default
   */
  readonly namespace?: string;
}

export interface FromValuesOptions {
  /**
   * Name of the installation.
   *
   * @default - the id of the chart
   */
  readonly instance?: string;
  /**
   * Namespace of the objects.
   *
   * @default default
   */
  readonly namespace?: string;
}

/** A chart with one installation of Tracardi. */
export class TracardiChart extends Chart {
  /**
   * A chart from values files, merged in order as Helm merges them.
   *
   * @throws an Error that lists every problem with file, line and column.
   */
  public static fromValues(
    scope: Construct,
    id: string,
    files: string[],
    options: FromValuesOptions = {},
  ): TracardiChart {
    const { values, diagnostics } = readChecked(files.map((file) => ({ kind: 'file' as const, file })));
    const errors = diagnostics.filter(isError);
    if (errors.length > 0) throw new Error(errors.map(formatDiagnostic).join('\n'));
    return new TracardiChart(scope, id, markChecked({ ...values, ...options }));
  }

  /** The installation. */
  public readonly tracardi: Tracardi;

  public constructor(scope: Construct, id: string, props: TracardiChartProps = {}) {
    const { namespace = 'default', instance = id, ...values } = props;
    super(scope, id, { namespace, disableResourceNameHashes: true });
    this.tracardi = new Tracardi(this, 'tracardi', { ...values, instance });
  }
}
