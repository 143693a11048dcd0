import type { JsonObject } from '../../json/json';
import { LABEL_KEY, LABEL_VALUE } from './patterns';
import { NOT_EMPTY, POSITIVE, having, where, whereGiven } from './words';
import type { Constraints } from './words';

const WEIGHT = { minimum: 1, maximum: 100 };
const HONOR = { enum: ['Honor', 'Ignore'] };
const SET_OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** The values that operators of selectors take. */
const OPERATOR_VALUES = [
  where(
    'operator',
    ['In', 'NotIn'],
    having({ values: { minItems: 1, $comment: 'a list that is not empty where operator is In or NotIn' } }),
  ),
  where('operator', ['Exists', 'DoesNotExist'], {
    properties: { values: { maxItems: 0, $comment: 'left out where operator is Exists or DoesNotExist: remove it' } },
  }),
];

const TOLERATION: JsonObject = {
  allOf: [
    where('operator', ['Exists'], {
      properties: { value: { enum: [''], $comment: 'left out where operator is Exists: remove it' } },
    }),
    {
      if: { properties: { key: { enum: [''] } } },
      then: having({
        operator: { enum: ['Exists'], $comment: 'Exists where there is no key: add a key, or set this' },
      }),
    },
    { if: { properties: { operator: { enum: ['Equal'] } } }, then: { properties: { value: LABEL_VALUE } } },
    whereGiven(
      'tolerationSeconds',
      having({
        effect: {
          enum: ['NoExecute'],
          $comment: 'NoExecute where tolerationSeconds is given: set it, or remove tolerationSeconds',
        },
      }),
    ),
  ],
};

/** Which nodes pods run on: affinities, tolerations, spread, and the selectors in them. */
export const scheduling: Pick<Constraints, 'definitions' | 'fields'> = {
  definitions: {
    NodeSelectorValues: {
      allOf: [
        ...OPERATOR_VALUES,
        where(
          'operator',
          ['Gt', 'Lt'],
          having({
            values: { minItems: 1, maxItems: 1, $comment: 'a list of one value where operator is Gt or Lt' },
          }),
        ),
      ],
    },
  },
  fields: {
    'LabelSelector.matchLabels': { propertyNames: LABEL_KEY },
    'LabelSelector.matchLabels{}': LABEL_VALUE,
    LabelSelectorRequirement: { allOf: OPERATOR_VALUES },
    'LabelSelectorRequirement.key': LABEL_KEY,
    'LabelSelectorRequirement.operator': { enum: SET_OPERATORS },
    'LabelSelectorRequirement.values[]': LABEL_VALUE,
    'NodeSelector.nodeSelectorTerms': { minItems: 1 },
    NodeSelectorRequirement: { allOf: [{ $ref: '#/definitions/NodeSelectorValues' }] },
    'NodeSelectorRequirement.key': LABEL_KEY,
    'NodeSelectorRequirement.operator': { enum: [...SET_OPERATORS, 'Gt', 'Lt'] },
    'PodAffinityTerm.topologyKey': NOT_EMPTY,
    'PreferredSchedulingTerm.weight': WEIGHT,
    Toleration: TOLERATION,
    'Toleration.effect': { enum: ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] },
    'Toleration.key': { ...LABEL_KEY, pattern: `^$|${LABEL_KEY.pattern}` },
    'Toleration.operator': { enum: ['Exists', 'Equal', 'Lt', 'Gt'] },
    TopologySpreadConstraint: {
      allOf: [
        whereGiven('minDomains', {
          properties: {
            whenUnsatisfiable: {
              enum: ['DoNotSchedule'],
              $comment: 'DoNotSchedule where minDomains is given: set it, or remove minDomains',
            },
          },
        }),
      ],
    },
    'TopologySpreadConstraint.maxSkew': POSITIVE,
    'TopologySpreadConstraint.minDomains': POSITIVE,
    'TopologySpreadConstraint.nodeAffinityPolicy': HONOR,
    'TopologySpreadConstraint.nodeTaintsPolicy': HONOR,
    'TopologySpreadConstraint.topologyKey': NOT_EMPTY,
    'TopologySpreadConstraint.whenUnsatisfiable': { enum: ['DoNotSchedule', 'ScheduleAnyway'] },
    'WeightedPodAffinityTerm.weight': WEIGHT,
  },
};
