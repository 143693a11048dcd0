import { NOT_NEGATIVE, PORT, POSITIVE, single } from './words';
import type { Constraints } from './words';

/** Probes, handlers of the lifecycle and the actions of both. */
export const probes: Pick<Constraints, 'fields' | 'fieldTypes' | 'required'> = {
  fields: {
    'ExecAction.command': { minItems: 1 },
    'GRPCAction.port': PORT,
    'HTTPGetAction.scheme': { enum: ['HTTP', 'HTTPS'] },
    'HTTPHeader.name': {
      pattern: '^[-A-Za-z0-9]+$',
      $comment: 'the name of an HTTP header: letters, digits and "-"',
    },
    'Lifecycle.stopSignal': { pattern: '^SIG[A-Z0-9+-]+$', $comment: 'the name of a signal such as SIGTERM' },
    LifecycleHandler: single('exec', 'httpGet', 'sleep', 'tcpSocket'),
    'Probe.failureThreshold': NOT_NEGATIVE,
    'Probe.initialDelaySeconds': NOT_NEGATIVE,
    'Probe.periodSeconds': NOT_NEGATIVE,
    'Probe.successThreshold': NOT_NEGATIVE,
    'Probe.terminationGracePeriodSeconds': POSITIVE,
    'Probe.timeoutSeconds': NOT_NEGATIVE,
    'SleepAction.seconds': NOT_NEGATIVE,
  },
  fieldTypes: {
    'HTTPGetAction.port': 'PortNumberOrName',
    'TCPSocketAction.port': 'PortNumberOrName',
  },
  required: { ExecAction: ['command'] },
};
