import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { formatDiagnostic } from './json/diagnostic';
import type { JsonObject } from './json/json';
import { tellOf } from './manifests/part';
import { adviceOn } from './values/advice';
import { isError } from './values/check';
import { grouped } from './values/grouped';
import type { TracardiValues } from './values/generated/types';
import { propsToJson } from './values/props';
import { readChecked } from './values/read';
import { validateValues } from './values/validate';
import type { ValuesDiagnostic } from './values/validate';
import type { ValuesSource } from './values-file';
import { Tracardi } from './tracardi';
import type { TracardiProps } from './tracardi';

export interface TracardiChartProps extends TracardiProps {
  /**
   * Namespace of the objects.
   *
   * @default - they name none, and go where they are applied to
   */
  readonly namespace?: string;
  /**
   * Labels of all objects of the chart, beside those of Tracardi. Selectors do not hold them.
   *
   * @default - none
   */
  readonly labels?: { [name: string]: string };
  /**
   * Whether objects that you add to the chart without a name get one without a hash. Those of Tracardi have fixed names.
   *
   * @default true
   */
  readonly disableResourceNameHashes?: boolean;
}

export interface FromValuesOptions {
  /**
   * Name of the installation, in the label `app.kubernetes.io/instance` of every object. Selectors hold it: never change it.
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
  /**
   * Labels of all objects of the chart, beside those of Tracardi. Selectors do not hold them.
   *
   * @default - none
   */
  readonly labels?: { [name: string]: string };
  /**
   * Whether objects that you add to the chart without a name get one without a hash. Those of Tracardi have fixed names.
   *
   * @default true
   */
  readonly disableResourceNameHashes?: boolean;
  /**
   * Values that are merged over those of the files, as one more file would be: maps are merged, lists replaced.
   *
   * @default - none
   */
  readonly overrides?: TracardiValues;
}

/** A chart with one installation of Tracardi. */
export class TracardiChart extends Chart {
  /**
   * A chart from values files, merged in order as Helm merges them.
   *
   * @param files paths of the files; none gives the defaults
   * @throws an Error that lists every problem with file, line and column; a file of the name `overrides` is the option
   */
  public static fromValues(
    scope: Construct,
    id: string,
    files: string[],
    options: FromValuesOptions = {},
  ): TracardiChart {
    const { overrides = {}, ...props } = options;
    const sources: ValuesSource[] = files.map((file) => ({ kind: 'file', file }));
    sources.push({ kind: 'text', name: 'overrides', text: jsonAsYaml(propsToJson(overrides)) });
    const { values, resolved, diagnostics } = readChecked(sources, adviceOn);
    const errors = diagnostics.filter(isError);
    if (errors.length > 0) throw new Error(grouped(errors).map(formatDiagnostic).join('\n'));
    const chart = new TracardiChart(scope, id, { ...props, _checked: { user: values, resolved } });
    tellOf(chart, diagnostics);
    return chart;
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
    const { namespace, labels, disableResourceNameHashes = true, instance = id, ...values } = props;
    super(scope, id, { namespace, labels, disableResourceNameHashes });
    this.tracardi = new Tracardi(this, 'tracardi', { ...values, instance });
  }
}

/** JSON is YAML, but for the characters that YAML 1.1 takes for line ends or does not allow. */
function jsonAsYaml(values: JsonObject): string {
  return JSON.stringify(values, null, 1).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
