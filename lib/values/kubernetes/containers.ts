import { LABEL_NAME, PORT_NAME } from './patterns';
import { IP_PROTOCOL, NOT_EMPTY, PORT, PULL_POLICY, RESTART_POLICY } from './words';
import type { Constraints } from './words';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];

/** Containers, their ports and their images. */
export const containers: Pick<Constraints, 'fields' | 'required'> = {
  fields: {
    Container: {
      allOf: PROBES.map((probe) => ({
        properties: { [probe]: { minProperties: 1, $comment: 'a map with one of exec, grpc, httpGet and tcpSocket' } },
      })),
    },
    'Container.image': NOT_EMPTY,
    'Container.imagePullPolicy': PULL_POLICY,
    'Container.name': LABEL_NAME,
    'Container.restartPolicy': RESTART_POLICY,
    'Container.terminationMessagePolicy': { enum: ['File', 'FallbackToLogsOnError'] },
    'ContainerPort.containerPort': PORT,
    'ContainerPort.hostPort': PORT,
    'ContainerPort.name': PORT_NAME,
    'ContainerPort.protocol': IP_PROTOCOL,
    'ContainerResizePolicy.resourceName': { enum: ['cpu', 'memory'] },
    'ContainerResizePolicy.restartPolicy': { enum: ['NotRequired', 'RestartContainer'] },
    'ContainerRestartRule.action': { enum: ['Restart', 'RestartAllContainers'] },
    'ContainerRestartRuleOnExitCodes.operator': { enum: ['In', 'NotIn'] },
    // Pull secrets.
    'LocalObjectReference.name': NOT_EMPTY,
  },
  required: {
    Container: ['image'],
    LocalObjectReference: ['name'],
  },
};
