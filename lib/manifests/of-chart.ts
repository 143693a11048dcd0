import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { formatDiagnostic } from '../json/diagnostic';
import { checkValues } from '../values/check';
import { grouped } from '../values/grouped';
import { NAMESPACE } from '../values/namespace';

/**
 * What the chart around gives each object: checked as `commonLabels` are.
 *
 * @throws an Error that names what is refused
 */
export function assertOfChart(construct: Construct): void {
  const { namespace, labels, node } = Chart.of(construct);
  if (namespace !== undefined && !NAMESPACE.test(namespace))
    throw new Error(`${node.path}: namespace must be at most 63 lower-case letters, digits and "-"`);
  // Only Helm sets this one itself, and apps have one for all their objects.
  const { 'app.kubernetes.io/managed-by': _manager, ...others } = labels;
  // The usual case, which a check of all values must not slow down.
  if (Object.keys(others).length === 0) return;
  const { diagnostics } = checkValues({ commonLabels: others });
  const refused = diagnostics.filter(({ path = [], severity }) => path[0] === 'commonLabels' && severity === 'error');
  const told = refused.map((error) => ({ ...error, path: ['labels', ...error.path!.slice(1)] }));
  if (told.length > 0)
    throw new Error(`the labels of ${node.path} are not valid:\n${grouped(told).map(formatDiagnostic).join('\n')}`);
}
