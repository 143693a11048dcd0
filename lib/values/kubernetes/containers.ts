import { LABEL_NAME, PORT_NAME, RESOURCE_NAME, SUBDOMAIN } from './patterns';
import { IP_PROTOCOL, PORT, PULL_POLICY, RESTART_POLICY } from './words';
import type { Constraints } from './words';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];

/** What the kubelet can pull; the server takes any text. A first part in capitals must look like a host. */
const IMAGE_HOST =
  '([A-Za-z0-9][A-Za-z0-9-]*(\\.[A-Za-z0-9][A-Za-z0-9-]*)+(:[0-9]{1,5})?|[a-z0-9][a-z0-9-]*:[0-9]{1,5}|\\[[0-9A-Fa-f:]+\\](:[0-9]{1,5})?)';
const IMAGE_PART = '[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*';
const IMAGE = {
  pattern: `^(${IMAGE_HOST}/)?${IMAGE_PART}(/${IMAGE_PART})*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64}|@sha512:[0-9a-f]{128})?$`,
  $comment: 'an image such as registry.example.com/team/proxy:1.2, in lower case but for the tag, without scheme',
};

/** Containers, their ports and their images. */
export const containers: Pick<Constraints, 'fields' | 'required'> = {
  fields: {
    Container: {
      allOf: PROBES.map((probe) => ({
        properties: { [probe]: { minProperties: 1, $comment: 'a map with one of exec, grpc, httpGet and tcpSocket' } },
      })),
    },
    'Container.image': IMAGE,
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
    // The pods claim none.
    'ResourceRequirements.claims': { maxItems: 0 },
    'ResourceRequirements.limits': { propertyNames: RESOURCE_NAME },
    'ResourceRequirements.requests': { propertyNames: RESOURCE_NAME },
    // Pull secrets.
    'LocalObjectReference.name': SUBDOMAIN,
  },
  required: {
    Container: ['image'],
    LocalObjectReference: ['name'],
  },
};
