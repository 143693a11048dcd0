import { PORT_NAME, POSITIVE_QUANTITY } from './patterns';
import { PORT } from './words';
import type { Constraints } from './words';

/** Types that are a number or a text. */
export const scalars: Pick<Constraints, 'definitions'> = {
  definitions: {
    IntOrString: { type: ['integer', 'string'], minimum: -2147483648, maximum: 2147483647 },
    IntOrPercent: {
      type: ['integer', 'string'],
      minimum: 0,
      maximum: 2147483647,
      pattern: '^[0-9]+%$',
      $comment: 'a whole number or a percentage such as 25%',
    },
    PositiveQuantity: {
      type: ['string', 'number'],
      minimum: 1e-9,
      maximum: Number.MAX_SAFE_INTEGER,
      pattern: POSITIVE_QUANTITY,
      $comment: 'a quantity above 0 such as 500m, 1.5 or 2Gi',
    },
    PortNumberOrName: {
      type: ['integer', 'string'],
      ...PORT,
      ...PORT_NAME,
      $comment: `a port number from 1 to 65535 or the name of a port: ${PORT_NAME.$comment}`,
    },
    Quantity: {
      type: ['string', 'number'],
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      pattern: '^\\+?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?0*[0-9]{1,3})?$',
      $comment: 'a quantity such as 500m, 1.5, 512Mi or 2Gi',
    },
  },
};
