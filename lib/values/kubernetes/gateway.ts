import { LABEL_NAME, SUBDOMAIN } from './patterns';

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
