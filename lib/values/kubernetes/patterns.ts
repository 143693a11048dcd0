/**
 * Texts that Kubernetes takes. Patterns suit both RE2, which Helm has, and ECMAScript. `$comment` says in words what a pattern
 * allows; error messages quote it.
 */

const DNS_LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
/** RFC 1123 subdomain, as a part of patterns. */
export const DNS_NAME = `${DNS_LABEL}(\\.${DNS_LABEL})*`;

export const LABEL_NAME = {
  pattern: `^${DNS_LABEL}$`,
  maxLength: 63,
  $comment: 'lower-case letters, digits and "-", at most 63 characters, a letter or digit first and last',
};

export const SUBDOMAIN = {
  pattern: `^${DNS_NAME}$`,
  maxLength: 253,
  $comment: 'lower-case letters, digits, "-" and ".", at most 253 characters, a letter or digit first and last',
};

/** The name of another object, or "" for none. */
export const SUBDOMAIN_OR_NONE = { ...SUBDOMAIN, pattern: `^(${DNS_NAME})?$` };

/** Of resolv.conf: a name that may have "_" where a name of a host may not, and a last "." */
export const SEARCH_DOMAIN = {
  pattern: '^(\\.|_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*\\.?)$',
  maxLength: 253,
  $comment: 'a domain to search in, such as svc.cluster.local',
};

/** The part of a key behind its domain. */
const QUALIFIED_NAME = '[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';

/** Of labels and annotations. */
export const LABEL_KEY = {
  pattern: `^(${DNS_NAME}/)?${QUALIFIED_NAME}$`,
  $comment: 'a label or annotation key such as team or example.com/team',
};

/** What a container may ask for; `kubernetes.io` is not for others. */
export const RESOURCE_NAME = {
  pattern: `^(cpu|memory|ephemeral-storage|hugepages-[1-9][0-9]*[KMGT]i|${DNS_NAME}/${QUALIFIED_NAME})$`,
  $comment: 'cpu, memory, ephemeral-storage, hugepages-<size> or a name with a domain such as nvidia.com/gpu',
};

export const LABEL_VALUE = {
  pattern: '^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$',
  maxLength: 63,
  $comment: 'letters, digits, "-", "_" and ".", at most 63 characters, a letter or digit first and last',
};

/** An exponent of more digits is one that an API server computes for ever. */
export const POSITIVE_QUANTITY =
  '^\\+?(0*[1-9][0-9]*(\\.[0-9]*)?|0*\\.0*[1-9][0-9]*)([KMGTPE]i|[numkMGTPE]|[eE][+-]?0*[0-9]{1,3})?$';

export const PORT_NAME = {
  pattern: '^([0-9]-?)*[a-z](-?[a-z0-9])*$',
  maxLength: 15,
  $comment: 'lower-case letters, digits and single "-", at least one letter, at most 15 characters',
};

export const HOST = {
  pattern: `^(\\*\\.)?(${DNS_LABEL}\\.)*([a-z0-9][-a-z0-9]*)?[a-z]([-a-z0-9]*[a-z0-9])?$`,
  maxLength: 253,
  $comment: 'a host name, no IP address; its first label may be "*"',
};

const OCTET = '(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const IPV4 = `${OCTET}(\\.${OCTET}){3}`;
const HEX = '[0-9A-Fa-f]{1,4}';
/** "::" stands for as many zeros as there are not, and is there once at most. */
const IPV6_FORMS = [
  `(${HEX}:){7}${HEX}`,
  `(${HEX}:){1,7}:`,
  ...[6, 5, 4, 3, 2, 1].map((count) => `(${HEX}:){1,${count}}(:${HEX}){1,${7 - count}}`),
  `:(:${HEX}){1,7}`,
  '::',
];
const IPV6 = `(${IPV6_FORMS.join('|')})`;

export const IP = { pattern: `^(${IPV4}|${IPV6})$`, $comment: 'an IP address such as 10.1.2.3 or 2001:db8::1' };

export const CIDR = {
  pattern: `^(${IPV4}/([0-9]|[12][0-9]|3[0-2])|${IPV6}/([1-9]?[0-9]|1[01][0-9]|12[0-8]))$`,
  $comment: 'a block of addresses such as 10.0.0.0/8 or 2001:db8::/64',
};

/** A part of a path that is not "..", without look-ahead, which RE2 does not have. */
const PART = '(\\.|\\.?[^./][^/]*|\\.\\.[^/]+)';

/** A field of a pod that is one label or annotation. */
export const KEYED_FIELD = `metadata\\.(labels|annotations)\\['(${DNS_NAME}/)?${QUALIFIED_NAME}'\\]`;

export const DESCENDING_PATH = { pattern: `^(${PART}(/${PART}?)*)?$`, $comment: 'a relative path without ".."' };

/** Of a file in a volume: names that begin with two dots are those of the kubelet. */
export const LOCAL_PATH = {
  pattern: `^(\\.|\\.?[^./][^/]*)(/${PART}?)*$`,
  $comment: 'a relative path without "..", which does not begin with two dots',
};

export const ENV_NAME = {
  pattern: '^[-._a-zA-Z][-._a-zA-Z0-9]*$',
  $comment: 'letters, digits, "_", "-" and ".", not a digit first',
};

/** Of ConfigMaps and Secrets. */
export const DATA_KEY = {
  pattern: '^\\.?[-_a-zA-Z0-9][-._a-zA-Z0-9]*$',
  maxLength: 253,
  $comment: 'letters, digits, "-", "_" and ".", at most 253 characters, not two dots first',
};

export const BASE64 = {
  pattern: '^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
  $comment: 'base64',
};
