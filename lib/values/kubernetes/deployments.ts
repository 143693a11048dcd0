import type { Constraints } from './words';

/** None, as a number or a percentage. */
const NONE = { type: ['integer', 'string'], maximum: 0, pattern: '^0+%$' };

/** How pods are replaced. Of pods too many and pods too few a rolling update needs one. */
export const deployments: Pick<Constraints, 'definitions' | 'fields' | 'fieldTypes'> = {
  fields: {
    'DeploymentStrategy.type': { enum: ['Recreate', 'RollingUpdate'] },
    RollingUpdateDeployment: {
      allOf: [
        {
          if: { required: ['maxSurge'], properties: { maxSurge: NONE } },
          then: {
            properties: {
              maxUnavailable: {
                minimum: 1,
                pattern: '[1-9]',
                $comment: 'more than 0 where maxSurge is 0: set one of them to 1 or more',
              },
            },
          },
        },
      ],
    },
  },
  definitions: {
    IntOrHundredPercent: {
      type: ['integer', 'string'],
      minimum: 0,
      maximum: 2147483647,
      pattern: '^0*(100|[0-9]{1,2})%$',
      $comment: 'a whole number or a percentage of at most 100%',
    },
  },
  fieldTypes: {
    'RollingUpdateDeployment.maxSurge': 'IntOrPercent',
    'RollingUpdateDeployment.maxUnavailable': 'IntOrHundredPercent',
  },
};
