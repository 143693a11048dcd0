import type { JsonObject } from '../../json/json';
import { LABEL_NAME } from './patterns';
import { NOT_EMPTY, POSITIVE, having, oneOf, where } from './words';
import type { Constraints } from './words';

const METRIC_TYPES = ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'];

const uncapital = (word: string): string => word[0].toLowerCase() + word.slice(1);

const target = (demand: JsonObject): JsonObject => ({ allOf: [{ properties: { target: demand } }] });

/** A part of a path of the API. */
const PATH_SEGMENT = { pattern: '^[^/%]*[^./%][^/%]*$', $comment: 'a name without "/" and "%", and no dots alone' };

/** Metrics and behaviour of HorizontalPodAutoscalers. */
export const autoscaling: Pick<Constraints, 'fields' | 'fieldTypes'> = {
  fields: {
    ContainerResourceMetricSource: target(oneOf('averageUtilization', 'averageValue')),
    'ContainerResourceMetricSource.container': LABEL_NAME,
    'ContainerResourceMetricSource.name': NOT_EMPTY,
    'CrossVersionObjectReference.kind': PATH_SEGMENT,
    'CrossVersionObjectReference.name': PATH_SEGMENT,
    ExternalMetricSource: target(oneOf('averageValue', 'value')),
    'HPAScalingPolicy.periodSeconds': { minimum: 1, maximum: 1800 },
    'HPAScalingPolicy.type': { enum: ['Pods', 'Percent'] },
    'HPAScalingPolicy.value': POSITIVE,
    'HPAScalingRules.policies': { minItems: 1 },
    'HPAScalingRules.selectPolicy': { enum: ['Max', 'Min', 'Disabled'] },
    'HPAScalingRules.stabilizationWindowSeconds': { minimum: 0, maximum: 3600 },
    'MetricIdentifier.name': NOT_EMPTY,
    MetricSpec: {
      maxProperties: 2,
      allOf: METRIC_TYPES.map((type) =>
        where(
          'type',
          [type],
          having({ [uncapital(type)]: { $comment: `given where type is ${type}: add it, or change type` } }),
        ),
      ),
      $comment: 'a map with type and the one key that is called like it',
    },
    'MetricSpec.type': { enum: METRIC_TYPES },
    'MetricTarget.averageUtilization': POSITIVE,
    'MetricTarget.type': { enum: ['Utilization', 'Value', 'AverageValue'] },
    ObjectMetricSource: target({
      anyOf: [{ required: ['averageValue'] }, { required: ['value'] }],
      $comment: 'a map with averageValue or value',
    }),
    PodsMetricSource: target({ required: ['averageValue'] }),
    ResourceMetricSource: target(oneOf('averageUtilization', 'averageValue')),
    'ResourceMetricSource.name': NOT_EMPTY,
  },
  fieldTypes: { 'MetricTarget.averageValue': 'PositiveQuantity', 'MetricTarget.value': 'PositiveQuantity' },
};
