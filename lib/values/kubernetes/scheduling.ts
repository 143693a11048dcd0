import type { JsonObject } from '../../json/json';
import { LABEL_KEY, LABEL_NAME, LABEL_VALUE, SUBDOMAIN } from './patterns';
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

/** Keys whose values are those of the pod itself say something only beside a selector. */
const LABEL_KEYS_OF_SELECTOR = ['matchLabelKeys', 'mismatchLabelKeys'].map((key) =>
  whereGiven(key, having({ labelSelector: { $comment: `given where ${key} is given: add it, or remove ${key}` } })),
);

/** Which nodes pods run on: affinities, tolerations, spread, and the selectors in them. */
export const scheduling: Pick<Constraints, 'definitions' | 'fields' | 'fieldTypes'> = {
  definitions: {
    NodeNames: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        properties: {
          key: {
            type: 'string',
            enum: ['metadata.name'],
            $comment: 'metadata.name, the one field that matchFields takes',
          },
          operator: { type: 'string', enum: ['In', 'NotIn'] },
          values: {
            type: 'array',
            items: { type: 'string', ...SUBDOMAIN },
            minItems: 1,
            maxItems: 1,
            $comment: 'a list of one name of a node',
          },
        },
        required: ['key', 'operator', 'values'],
      },
    },
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
    'NodeSelectorRequirement.values[]': LABEL_VALUE,
    'NodeSelectorRequirement.operator': { enum: [...SET_OPERATORS, 'Gt', 'Lt'] },
    PodAffinityTerm: { allOf: LABEL_KEYS_OF_SELECTOR },
    'PodAffinityTerm.matchLabelKeys[]': LABEL_KEY,
    'PodAffinityTerm.mismatchLabelKeys[]': LABEL_KEY,
    'PodAffinityTerm.namespaces[]': LABEL_NAME,
    'PodAffinityTerm.topologyKey': LABEL_KEY,
    'PreferredSchedulingTerm.weight': WEIGHT,
    Toleration: TOLERATION,
    'Toleration.effect': { enum: ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] },
    'Toleration.key': { ...LABEL_KEY, pattern: `^$|${LABEL_KEY.pattern}` },
    'Toleration.operator': { enum: ['Exists', 'Equal'] },
    TopologySpreadConstraint: {
      allOf: [
        ...LABEL_KEYS_OF_SELECTOR,
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
    'TopologySpreadConstraint.matchLabelKeys[]': LABEL_KEY,
    'TopologySpreadConstraint.maxSkew': POSITIVE,
    'TopologySpreadConstraint.minDomains': POSITIVE,
    'TopologySpreadConstraint.nodeAffinityPolicy': HONOR,
    'TopologySpreadConstraint.nodeTaintsPolicy': HONOR,
    'TopologySpreadConstraint.topologyKey': NOT_EMPTY,
    'TopologySpreadConstraint.whenUnsatisfiable': { enum: ['DoNotSchedule', 'ScheduleAnyway'] },
    'WeightedPodAffinityTerm.weight': WEIGHT,
  },
  fieldTypes: { 'NodeSelectorTerm.matchFields': 'NodeNames' },
};
