import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { formatDiagnostic } from './json/diagnostic';
import { isError } from './values/check';
import { readChecked } from './values/read';
import { validateValues } from './values/validate';
import type { ValuesDiagnostic } from './values/validate';
import { Tracardi } from './tracardi';
import type { TracardiProps } from './tracardi';

export interface TracardiChartProps extends TracardiProps {
  /**
   * Namespace of the objects.
   *
   * @default - they name none, and go where they are applied to
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
   * @default - they name none, and go where they are applied to
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
    const { values, resolved, diagnostics } = readChecked(files.map((file) => ({ kind: 'file' as const, file })));
    const errors = diagnostics.filter(isError);
    if (errors.length > 0) throw new Error(errors.map(formatDiagnostic).join('\n'));
    return new TracardiChart(scope, id, { ...options, _checked: { user: values, resolved } });
  }

  /**
   * Checks the text of a values file: keys, types and cross-field rules, and asks about weak secrets. Never throws.
   *
   * The function `validateValues` of the package does the same; other languages have no functions.
   *
   * @param text content of the file, YAML
   * @param file name of the file in the diagnostics
   * @returns what is wrong or questionable, errors first; empty for a valid file
   */
  public static validateValues(text: string, file: string): ValuesDiagnostic[] {
    return validateValues(text, file);
  }

  /** The installation. */
  public readonly tracardi: Tracardi;

  public constructor(scope: Construct, id: string, props: TracardiChartProps = {}) {
    const { namespace, instance = id, ...values } = props;
    super(scope, id, { namespace, disableResourceNameHashes: true });
    this.tracardi = new Tracardi(this, 'tracardi', { ...values, instance });
  }
}
