import { isObject } from '../../lib/json/json';
import type { Json, JsonObject } from '../../lib/json/json';
import { setAt, splitPath } from '../../lib/json/tree';
import { DEPRECATED_KEYS } from '../../lib/plan/deprecations';
import type { ValueNode } from '../../lib/values/nodes';
import { VALUES } from '../../lib/values/source';
import { EVERYTHING, merge, objectsOf } from '../support/objects';
import type { KubernetesObject } from '../support/objects';

/** Every free text of a values file reaches the objects as it is. */

const NASTY = [
  `: # ' " \\ $( ) $$ $(MYSQL_HOST) \${X} {{ .Values }} %s`,
  'line one\nline two\n  indented\ttab\r\nend ',
  ' leading and trailing ',
  'ünïcödé 日本語 🦊 \u00a0\u200b\u2028',
  'on',
  '0x1F',
  '1e3',
  '2001-01-01',
  '~',
  '- item',
  '&a *a !tag |',
  '---',
  'x'.repeat(10_000),
];

function freeTexts(node: ValueNode, path = ''): string[] {
  if (node.kind === 'section')
    return Object.entries(node.children).flatMap(([key, child]) => freeTexts(child, path ? `${path}.${key}` : key));
  if (node.kind !== 'leaf') return [];
  const { type, pattern, enum: values } = node.schema;
  return [type].flat().includes('string') && pattern === undefined && values === undefined ? [path] : [];
}

/** Maps and lists whose items are free texts. */
const COLLECTIONS: { [path: string]: (text: string) => Json } = {
  'api.private.command': (text) => [text],
  'api.private.args': (text) => [text],
  'api.private.podAnnotations': (text) => ({ note: text }),
  'api.private.annotations': (text) => ({ note: text }),
  'api.private.service.annotations': (text) => ({ note: text }),
  commonAnnotations: (text) => ({ note: text }),
  'config.preConfiguration.resources': (text) => JSON.stringify({ a: text }),
  'api.private.readinessProbe': (text) => ({ httpGet: { path: `/${text}` } }),
};

/** What a program in the cluster sees: variables after Kubernetes' expansion, Secrets decoded, all other texts as they are. */
function arrived(objects: KubernetesObject[]): string {
  const texts: string[] = [];
  const collect = (value: Json, key = ''): void => {
    if (typeof value === 'string') texts.push(key === 'value' ? value.replaceAll('$$', '$') : value);
    else if (Array.isArray(value)) value.forEach((item) => collect(item, key));
    else if (isObject(value)) for (const [name, item] of Object.entries(value)) collect(item, name);
  };
  for (const object of objects) {
    if (object.kind === 'Secret')
      texts.push(
        ...Object.values(object.data as JsonObject).map((data) => Buffer.from(String(data), 'base64').toString()),
      );
    else collect(object);
  }
  return texts.join('\u0000');
}

const ALL = merge(EVERYTHING, {
  secrets: { elastic: { password: 'p' } },
  starrocks: {},
  telemetry: { export: {} },
});

/** A Secret's name or key in a reference stands for nothing without the other; images and registries are joined. */
const JOINED = /imageRegistry$|\.registry$|valueFrom|From\.|preConfiguration/;

const PATHS = freeTexts(VALUES).filter((path) => !JOINED.test(path));

test('free texts are found', () => {
  expect(PATHS.length).toBeGreaterThan(30);
});

describe.each(NASTY.map((text) => [text.length > 60 ? `${text.slice(0, 20)}… (${text.length})` : text, text] as const))(
  '%j arrives unchanged',
  (_, text) => {
    test('in every free text at once', () => {
      const values = structuredClone(ALL);
      // Each text has its own mark, so that none can stand for another.
      PATHS.forEach((path, index) => setAt(values, splitPath(path), `<${index}>${text}`));
      for (const [path, make] of Object.entries(COLLECTIONS)) setAt(values, splitPath(path), make(`<${path}>${text}`));
      const seen = arrived(objectsOf(values));
      const missing = PATHS.filter((_path, index) => !seen.includes(`<${index}>${text}`));
      expect(missing).toEqual([]);
      for (const path of Object.keys(COLLECTIONS)) {
        const expected = path.startsWith('config.preConfiguration')
          ? JSON.stringify(`<${path}>${text}`)
          : `<${path}>${text}`;
        expect(seen).toContain(expected);
      }
    });
  },
);

test('deprecated places of secrets too', () => {
  const places = DEPRECATED_KEYS.filter(({ movedTo }) => movedTo?.startsWith('secrets.'));
  expect(places.length).toBe(3);
  for (const { path } of places) {
    const values = merge(EVERYTHING, { secrets: { installation: null } });
    setAt(values, splitPath(path), NASTY[0]);
    expect(arrived(objectsOf(values))).toContain(NASTY[0]);
  }
});
