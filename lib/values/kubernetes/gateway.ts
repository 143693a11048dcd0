import type { JsonObject } from '../../json/json';
import { LABEL_NAME, SUBDOMAIN } from './patterns';
import { having, where } from './words';
import type { Constraints } from './words';

/** Words for the patterns that the Gateway API's CustomResourceDefinitions have. */
export const PATTERN_WORDS: { readonly [pattern: string]: string } = {
  '^([0-9]{1,5}(h|m|s|ms)){1,4}$': 'a duration such as 10s or 1m30s',
  '^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$': 'the name of a kind: letters, digits and "-", a letter first',
  [LABEL_NAME.pattern]: LABEL_NAME.$comment,
  [SUBDOMAIN.pattern]: SUBDOMAIN.$comment,
  [`^$|${SUBDOMAIN.pattern}`]:
    'an API group: lower-case letters, digits, "-" and ".", at most 253 characters; "" is the core group',
  "^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$": 'the name of an HTTP header',
  '(^\\*$)|(^(http(s)?):\\/\\/(((\\*\\.)?([a-zA-Z0-9\\-]+\\.)*[a-zA-Z0-9-]+|\\*)(:([0-9]{1,5}))?)$)':
    'an origin such as https://example.com, https://*.example.com or *',
};

/** A union: `type` says which field it has, and that it has no other. */
function union(fields: { readonly [type: string]: string }): JsonObject {
  const rules = Object.entries(fields).map(([type, field]) =>
    where('type', [type], having({ [field]: { $comment: `given where type is ${type}` } })),
  );
  return { allOf: rules, maxProperties: 2, $comment: 'a map with type and what that type needs, and nothing else' };
}

/** What the Gateway API's CustomResourceDefinitions demand by CEL. */
export const gateway: Pick<Constraints, 'fields'> = {
  fields: {
    HTTPPathModifier: union({ ReplaceFullPath: 'replaceFullPath', ReplacePrefixMatch: 'replacePrefixMatch' }),
    HTTPRouteFilter: union({
      CORS: 'cors',
      ExtensionRef: 'extensionRef',
      RequestHeaderModifier: 'requestHeaderModifier',
      RequestMirror: 'requestMirror',
      RequestRedirect: 'requestRedirect',
      ResponseHeaderModifier: 'responseHeaderModifier',
      URLRewrite: 'urlRewrite',
    }),
  },
};
