import { LABEL_KEY, LABEL_NAME, LABEL_VALUE } from '../kubernetes/patterns';
import { custom } from '../nodes';
import type { Leaf } from '../nodes';

const PART = { $ref: '#/definitions/ExtraObjects/definitions/part' };

/** Shared, so that the parts of a manifest can refer to each other. */
export const extraObjects: Leaf = {
  ...custom(
    'Manifests beside ours, as a list, or as a map by names of your own, which several files may add to and null takes from. No templates. They get our labels and annotations, under their own, and our namespace, unless they name one or are of a kind that has none.',
    'any',
    {
      type: ['array', 'object'],
      $comment: 'a list of manifests, or a map of them by names of your own',
      items: { $ref: '#/definitions/ExtraObjects/definitions/manifest' },
      propertyNames: { pattern: '^[A-Za-z_][A-Za-z0-9_-]*$', $comment: 'a letter, then letters, digits, "-" and "_"' },
      additionalProperties: { $ref: '#/definitions/ExtraObjects/definitions/entry' },
      definitions: {
        manifest: manifest('object'),
        entry: manifest('object', 'null'),
        part: {
          type: ['string', 'number', 'boolean', 'array', 'object'],
          $comment: 'anything but null',
          items: PART,
          additionalProperties: PART,
        },
      },
    },
    {
      default: [],
      example: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'more' }, data: { a: 'b' } }],
      optional: true,
    },
  ),
  shared: 'ExtraObjects',
};

function manifest(...type: string[]): Leaf['schema'] {
  return {
    type,
    required: ['apiVersion', 'kind', 'metadata'],
    properties: {
      apiVersion: {
        type: 'string',
        pattern: '^([a-z0-9.-]+/)?v[0-9][a-z0-9]*$',
        $comment: 'an API version such as cert-manager.io/v1',
      },
      kind: { type: 'string', pattern: '^[A-Z][A-Za-z0-9]*$', $comment: 'a kind such as Certificate' },
      metadata: {
        type: 'object',
        required: ['name'],
        properties: {
          name: {
            type: 'string',
            pattern: '^[a-z0-9]([-a-z0-9.:]*[a-z0-9])?$',
            maxLength: 253,
            $comment: 'a name of lower-case letters, digits, "-", "." and ":"',
          },
          namespace: { type: 'string', ...LABEL_NAME, $comment: 'the name of a namespace' },
          labels: {
            type: 'object',
            propertyNames: LABEL_KEY,
            additionalProperties: { type: 'string', ...LABEL_VALUE },
          },
          annotations: { type: 'object', propertyNames: LABEL_KEY, additionalProperties: { type: 'string' } },
        },
        additionalProperties: false,
      },
    },
    additionalProperties: PART,
  };
}
