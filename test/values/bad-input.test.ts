import { validateValues } from '../../lib/values/validate';
import { getAt } from '../../lib/json/tree';
import { getObject, objectsOf, problemsOf, synthesizeValues } from '../support/objects';

/** `path: rule: message` of every error. */
function errorsOf(yaml: string): string[] {
  const { diagnostics } = synthesizeValues(yaml);
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ path = [], message }) => `${path.join('.')}: ${message}`);
}

/** `path: rule` of every warning but those about public tokens. */
function warningsOf(values: string | object): string[] {
  const { diagnostics } = synthesizeValues(values);
  return diagnostics
    .filter(({ severity, rule }) => severity === 'warning' && rule !== 'public-token')
    .map(({ path = [], rule }) => `${path.join('.')}: ${rule}`);
}

const MULTI =
  'config: {multiTenant: {multi: yes}}\nsecrets: {license: {licenseKey: l}, installation: {token: i}, tms: {';
const host = (value: string): string => `api: {private: {ingress: {host: ${JSON.stringify(value)}}}}`;
const HOST =
  'api.private.ingress.host: must be a lower-case host name, no IP address, at most 253 characters, that may start with "*.", without scheme or port';
const PORT = 'elastic.port: must be a whole number from 1 to 65535';
const NAME = 'must be the name of a Kubernetes object: lower-case letters, digits, "-" and ".", at most 253 characters';

describe('structure', () => {
  test.each([
    ['no YAML', 'a: [', /bracket/i],
    ['tabs', 'api:\n\tprivate: {}', /tab/],
    ['a list', '- a', /map/],
    ['a text', 'hello', /map/],
  ])('%s', (_, yaml, message) => {
    const { yaml: objects, diagnostics } = synthesizeValues(yaml);
    expect(objects).toBeUndefined();
    expect(diagnostics[0]).toMatchObject({
      severity: 'error',
      file: '0.yaml',
      message: expect.stringMatching(message) as string,
    });
  });

  test.each(['', '# nothing\n', '---\n', '{}'])('%j is the defaults', (yaml) => {
    expect(objectsOf(yaml)).toEqual(objectsOf({}));
  });

  test('a key written twice: the last counts, as in Helm, and it is said', () => {
    const { yaml, diagnostics } = synthesizeValues('api: {private: {replicas: 2}}\napi: {private: {replicas: 3}}');
    expect(yaml).toContain('replicas: 3');
    expect(diagnostics.map(({ rule, line }) => ({ rule, line }))).toContainEqual({ rule: 'duplicate-key', line: 2 });
  });
});

describe('keys', () => {
  test.each([
    ['misspelt', 'secrets: {tms: {apikey: x}}', 'secrets.tms.apikey: is not a known key; did you mean apiKey?'],
    ['swapped letters', 'elatsic: {}', 'elatsic: is not a known key; did you mean elastic?'],
    [
      'for one that is demanded: that this is missing is no second mistake',
      'config: {multiTenant: {multi: "yes", domain: a.example}}\nsecrets: {license: {licenseKey: l}, installation: {token: i}, tms: {secretKey: a, apiKey: b}}\ntenants: [{name: acme, emial: a@b.example, password: p}]',
      'tenants.0.emial: is not a known key; did you mean email?',
    ],
    ['wrong case', 'api: {Private: {}}', 'api.Private: is not a known key; did you mean private?'],
    [
      'nested',
      'api: {private: {readinessProbe: {httpGet: {paht: /}}}}',
      'api.private.readinessProbe.httpGet.paht: is not a known key; did you mean path?',
    ],
    ...[
      ['env', 'extraEnv'],
      ['envFrom', 'extraEnvFrom'],
      ['volumes', 'extraVolumes'],
      ['volumeMounts', 'extraVolumeMounts'],
      ['replicaCount', 'replicas'],
      ['securityContext', 'podSecurityContext or containerSecurityContext'],
      ['initContainers', 'extraInitContainers'],
      ['sidecars', 'extraContainers'],
    ].map(([key, meant]) => [
      `of Kubernetes: ${key}`,
      `api: {private: {${key}: []}}`,
      `api.private.${key}: is not a known key; did you mean ${meant}?`,
    ]),
    ['of an Ingress', 'api: {public: {ingress: {ingressClassName: x}}}', 'did you mean className?'],
    ['of the map above', 'api: {private: {image: {}}}', 'is not a known key here; it belongs into api'],
    ...['redis', 'mysql', 'starrocks', 'secrets'].map((section) => [
      `a switch of ${section}`,
      `${section}: {enabled: false}`,
      `${section}.enabled: is not a known key here; nothing here can be switched on or off`,
    ]),
    ['a switch further below', 'bridge: {enabled: true}', 'its switch is bridge.queue.docker.enabled'],
    ['a switch of another name', 'config: {multiTenant: {enabled: true}}', 'did you mean multi?'],
    ['of other charts: password', 'password: x', 'credentials stand below secrets'],
    ['of other charts: existingSecret', 'redis: {existingSecret: x}', 'refer to a Secret with valueFrom below secrets'],
    ['of other charts: replicaCount', 'replicaCount: 2', 'write replicas into a component such as api.private'],
    ['of other charts: env', 'env: {}', 'write extraEnv into a component such as api.private'],
    ['of other charts: secretName', 'secrets: {elastic: {secretName: x}}', 'refer to a Secret with valueFrom'],
    [
      'of Kubernetes: secretKeyRef',
      'secrets: {redis: {valueFrom: {secretKeyRef: {name: a}}}}',
      'refer to a Secret with valueFrom below secrets, as in secrets.redis.valueFrom.password.name and .key',
    ],
    [
      'of an amount beside limits',
      'gui: {console: {resources: {cpu: 1}}}',
      'gui.console.resources.cpu: is not a known key here; write it below limits or requests',
    ],
    [
      'of a probe that has no switch',
      'gui: {console: {livenessProbe: {enabled: false}}}',
      'is not a known key here; null in place of the map leaves the probe out',
    ],
    ...['REDIS_HOST: a', 'redis: {REDIS_HOST: a}'].map((yaml) => [
      `a variable: ${yaml}`,
      yaml,
      'is not a known key; `cdk8s-tracardi explain REDIS_HOST` tells of which keys the variable of this name is made',
    ]),
    ['of other charts: image', 'image: {registry: x}', 'each component has an image of its own'],
    ['of other charts: serviceMonitor', 'serviceMonitor: {enabled: true}', 'there is no ServiceMonitor'],
    ['that ends like one of ours', 'tlsConfig: {}', 'is not a known key; known here: '],
    [
      'below apm',
      'apm: {image: {}}',
      'apm.image: is not a known key here; the settings of this worker stand below worker.apm',
    ],
    ['of the top level', 'api: {private: {tenants: []}}', 'it belongs to the top level'],
    [
      'of a component',
      'ingress: {}',
      'ingress: is not a known key here; it belongs into a component such as api.private',
    ],
    ['like none of many', 'gui: {console: {qqqqqqqq: 1}}', '`cdk8s-tracardi explain gui.console` lists the keys'],
    ['of SOPS', 'sops: {}', 'decrypt the file first'],
    ['read as true', 'redis: {y: 1}', 'write the key in quotes'],
    ['with a value', 'redis: {port:6379}', 'is not a known key; write a space after the colon'],
    ['with U+FEFF', 'redis: {"po\\uFEFFrt": 1}', 'it holds U+FEFF, which is invisible: delete it'],
    [
      'with a no-break blank',
      'redis: {"port\\u00A0": 1}',
      'it holds U+00A0, which is no blank to YAML: write a plain one',
    ],
    ['with a dash', 'redis: {"po–rt": 1}', 'it holds a dash that is no hyphen: write - instead'],
    ['after a comment sign', '// redis: a', 'is not a known key; a comment begins with #'],
    ['in typographic quotes', 'commonLabels: {“a”: b}', 'it holds a typographic quote'],
    ['like nothing', 'redis: {zzzzzz: 1}', 'redis.zzzzzz: is not a known key; known here: name, host, schema, port'],
    ['bad label', 'commonLabels: {"a b": x}', 'commonLabels.a b: is not allowed as a key here'],
    [
      'unknown Kubernetes field',
      'api: {private: {tolerations: [{keys: a}]}}',
      'api.private.tolerations.0.keys: is not a known key; did you mean key?',
    ],
  ])('%s', (_, yaml, message) => {
    expect(errorsOf(yaml)).toEqual([expect.stringContaining(message)]);
  });

  test.each(['x-spread: {a: 1}', '.labels: &l {a: b}\ncommonLabels: *l', 'x-a: null', 'x-b: text'])(
    'holders of anchors are no keys of ours: %s',
    (yaml) => {
      expect(errorsOf(yaml)).toEqual([]);
    },
  );

  test.each(['xa: 1', 'X-a: 1', 'redis: {x-a: 1}'])('but %s is unknown', (yaml) => {
    expect(errorsOf(yaml)).toHaveLength(1);
  });

  test('below global other keys are for other charts, and warned of', () => {
    const { diagnostics } = synthesizeValues('global:\n  imageRegistry: h.example\n  storageClass: fast\n  a.b: 1');
    const found = diagnostics.filter(({ rule }) => rule === 'foreign-global');
    expect(found.map(({ line, path, severity }) => ({ line, path, severity }))).toEqual([
      { line: 2, path: ['global'], severity: 'warning' },
      { line: 3, path: ['global', 'storageClass'], severity: 'warning' },
    ]);
    expect(found[1].message).toBe(
      'is no key of this chart and does nothing here: below global it reads imageRegistry and imagePullSecrets',
    );
    expect(warningsOf('global: {imageRegistry: h.example, imagePullSecrets: [{name: a}]}')).toEqual([]);
    expect(warningsOf('enabled: false')).toEqual(['enabled: enabled-alone']);
    expect(warningsOf('enabled: true')).toEqual([]);
  });

  const REGISTRY =
    'must be the host of a registry in lower case, such as registry.example.com, with port and path if need be, without scheme';
  test.each([
    'https://harbor.example.org',
    'oci://harbor.example.org',
    'harbor example.org',
    'harbor.example.org//team',
    'Harbor.example.org',
    'harbor.example.org/',
    ' harbor.example.org',
    'harbor.example.org:5000000',
  ])('a registry %s', (registry) => {
    const isSound = registry === 'harbor.example.org/';
    for (const yaml of [`global: {imageRegistry: "${registry}"}`, `seed: {image: {registry: "${registry}"}}`])
      expect(errorsOf(yaml)).toEqual(isSound ? [] : [expect.stringContaining(REGISTRY)]);
  });

  test.each([
    'localhost:5000',
    'harbor.example.org:443/team/a_b',
    '[fd00::1]:5000',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
  ])('a sound registry %s', (registry) => {
    expect(errorsOf(`api: {image: {registry: "${registry}"}}`)).toEqual([]);
  });

  test.each([`1.1@sha256:${'0'.repeat(64)}`, `sha256:${'0'.repeat(64)}`])('a tag %s', (tag) => {
    expect(errorsOf(`api: {image: {tag: "${tag}"}}`)).toEqual([
      expect.stringContaining('a digest (sha256:…) goes into the key digest beside it'),
    ]);
  });

  test('all problems are told at once', () => {
    expect(
      problemsOf(
        'elastic: {port: 0}\nredis: {x: 1}\napi: {private: {replicas: -1}}\nconfig: {multiTenant: {multi: yes}}',
      ),
    ).toEqual([
      'elastic.port: minimum',
      'redis.x: unknown-key',
      'api.private.replicas: minimum',
      'secrets.tms.secretKey: tms-secret-key',
      'secrets.tms.apiKey: tms-api-key',
      'secrets.license.licenseKey: license',
      'secrets.installation.token: public-installation-token',
    ]);
  });
});

describe('values', () => {
  test.each(['${REDIS_HOST}', '{{ .Release.Name }}-redis', '$(REDIS_HOST)'])(
    'a variable that nothing fills in: %s',
    (text) =>
      expect(errorsOf(`redis: {host: "${text}"}`)).toEqual([
        expect.stringMatching(/; nothing fills in variables here$/),
      ]),
  );

  test.each(['{valueFrom: {secretKeyRef: {name: a, key: b}}}', '{name: a, key: b}', '{existingSecret: a}'])(
    'a reference in place of a secret: %s',
    (reference) => {
      expect(errorsOf(`secrets: {redis: {password: ${reference}}}`)).toEqual([
        'secrets.redis.password: must be a text, not a map; refer to a Secret with secrets.redis.valueFrom.password.name and .key',
      ]);
      expect(errorsOf('secrets: {redis: {valueFrom: {password: {name: a, key: b}}}}')).toEqual([]);
    },
  );

  test.each([
    ['elastic: {port: 0}', PORT],
    ['elastic: {port: 65536}', PORT],
    ['elastic: {port: "80"}', `${PORT}, not a text; remove the quotes`],
    ['elastic: {port: es}', `${PORT}, not a text; write a number`],
    ['config: {cache: {keepProfileInCacheFor: 10m}}', 'not a text; write the number without a unit, in seconds'],
    ['api: {private: {readinessProbe: {periodSeconds: 5s}}}', 'write the number without a unit, in seconds'],
    ['api: {private: {replicas: 2h}}', 'not a text; write the number without a unit'],
    ['config: {multiTenant: {multi: 1}}', 'not a number; write yes or no'],
    ['redis: host:r', 'redis: must be a map, not a text; write a space after the colon'],
    ['redis: r', 'redis: must be a map, not a text; write its keys below it: name, host, schema, port'],
    [
      'tenants: [acme]',
      'tenants.0: must be a map with name, email, not a text; write each item as a map of these keys',
    ],
    ['tenants: {name: acme}', 'tenants: must be a list, not a map; begin each item with `- `'],
    ['redis: {host: “r”}', 'it holds a typographic quote'],
    ['elastic: {port: 80.5}', `${PORT}, not a fraction`],
    ['api: {private: {replicas: -1}}', 'api.private.replicas: must be a whole number of at least 0'],
    ['api: {private: {replicas: 1.5}}', 'api.private.replicas: must be a whole number of at least 0, not a fraction'],
    ['api: {private: {replicas: [1]}}', 'api.private.replicas: must be a whole number of at least 0, not a list'],
    [
      'api: {private: {enabled: "true"}}',
      'api.private.enabled: must be true or false, not a text; write true or false without quotes',
    ],
    ['api: {private: []}', 'api.private: must be a map, not a list; remove the `- ` before its keys'],
    ['elastic: {schema: ftp}', 'elastic.schema: must be one of http, https'],
    ['config: {demo: maybe}', 'config.demo: must be yes or no (also true/false, on/off)'],
    ['secrets: {redis: {password: 12}}', 'secrets.redis.password: must be a text, not a number; put it in quotes'],
    ['mysql: {database: ""}', 'mysql.database: must be a text that is not empty'],
    ['api: {image: {tag: 1.10}}', 'api.image.tag: must be an image tag in quotes, such as "1.10"'],
    [
      'api: {private: {resources: {limits: {memory: lots}}}}',
      'api.private.resources.limits.memory: must be a quantity',
    ],
    ['api: {private: {extraEnv: [{name: "a b", value: x}]}}', 'api.private.extraEnv.0.name: must be'],
    ['fullnameOverride: Crm', 'fullnameOverride: must be lower-case letters, digits and "-", a letter first'],
  ])('%s', (yaml, message) => {
    expect(errorsOf(yaml)).toEqual([expect.stringContaining(message)]);
  });

  test.each([
    'https://api.x.com',
    'api.x.com:443',
    'api .x.com',
    'API.x.com',
    '*.*.x.com',
    'api.*.x.com',
    'a*.x.com',
    'x..com',
    '-a.x.com',
    `${'a.'.repeat(126)}com`.slice(0, 254).padEnd(254, 'm'),
    `${'a'.repeat(64)}.com`,
  ])('the host %j', (value) => {
    expect(errorsOf(host(value))).toEqual([HOST]);
  });

  test('a host of 253 characters is one', () => {
    const value = `${'a'.repeat(62)}.`.repeat(4) + 'b';
    expect(value).toHaveLength(253);
    expect(errorsOf(host(value))).toEqual([]);
  });

  test.each(['A', 'a_b', '-a', 'a-', '.a', 'a..b', 'a'.repeat(254)])('the Secret name %j', (name) => {
    expect(errorsOf(`secrets: {redis: {valueFrom: {password: {name: ${JSON.stringify(name)}, key: k}}}}`)).toEqual([
      `secrets.redis.valueFrom.password.name: ${NAME}`,
    ]);
  });

  test.each(['a b', 'ä', 'a/b'])('the Secret key %j', (key) => {
    expect(errorsOf(`secrets: {redis: {valueFrom: {password: {name: mine, key: ${JSON.stringify(key)}}}}}`)).toEqual([
      expect.stringContaining('secrets.redis.valueFrom.password.key: must be'),
    ]);
  });
});

test('a key of an existing Secret that is in another group', () => {
  expect(errorsOf('secrets: {redis: {existing: {name: mine, keys: {passwort: k}}}}')).toEqual([
    expect.stringContaining('secrets.redis.existing.keys.passwort: is not a known key; did you mean password?'),
  ]);
});

describe('several keys at once', () => {
  const components: [string, string, string[]][] = [
    [
      'a literal and a reference',
      `${MULTI}secretKey: s, apiKey: a, valueFrom: {apiKey: {name: mine, key: k}}}}`,
      ['secrets.tms.valueFrom.apiKey: secret-twice'],
    ],
    [
      'half a reference',
      'secrets: {redis: {valueFrom: {password: {name: mine}}}}',
      ['secrets.redis.valueFrom.password: secret-half-reference'],
    ],
    [
      'an existing Secret and a literal',
      `${MULTI}secretKey: s, existing: {name: mine}}}`,
      ['secrets.tms.existing: secret-existing-twice'],
    ],
    [
      'an existing Secret and a reference',
      'secrets: {mysql: {existing: {name: mine}, valueFrom: {password: {name: mine, key: k}}}}',
      ['secrets.mysql.existing: secret-existing-twice'],
    ],
    [
      'keys of no Secret',
      'secrets: {redis: {existing: {name: "", keys: {password: k}}}}',
      ['secrets.redis.existing: secret-existing-half'],
    ],
    [
      'a Secret without keys',
      'secrets: {mysql: {existing: {name: mine, keys: {username: "", password: ""}}}}',
      ['secrets.mysql.existing: secret-existing-half'],
    ],
    [
      'an existing Secret without the key that is needed',
      `${MULTI}existing: {name: mine, keys: {apiKey: ""}}}}`,
      ['secrets.tms.apiKey: tms-api-key'],
    ],
    [
      'two autoscalers',
      'api: {public: {autoscaling: {enabled: true}, keda: {enabled: true, triggers: [{type: cpu, metadata: {}}]}}}',
      ['api.public.keda.enabled: two-scalers'],
    ],
    [
      'no name server at all',
      'api: {public: {dnsPolicy: None}}\nseed: {dnsPolicy: None, dnsConfig: {searches: [a]}}',
      ['api.public.dnsConfig: dns-policy', 'seed.dnsConfig: dns-policy'],
    ],
    [
      'a node port without the type',
      'gui: {console: {service: {nodePort: 30080}}}',
      ['gui.console.service.nodePort: node-port'],
    ],
    [
      'one port of the nodes for two Services',
      'gui: {console: {service: {type: NodePort, nodePort: 30080}}}\napi: {public: {service: {type: NodePort, nodePort: 30080}}}',
      ['gui.console.service.nodePort: node-port-twice'],
    ],
    [
      'one port of the nodes for a Service of the user',
      'gui: {console: {service: {type: NodePort, nodePort: 30080}}}\nextraObjects: [{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {type: NodePort, ports: [{port: 1, nodePort: 30080}]}}]',
      ['extraObjects.0: node-port-twice'],
    ],
    [
      'fewest above most',
      'api: {public: {autoscaling: {minReplicas: 9}}}',
      ['api.public.autoscaling.minReplicas: autoscaling-range'],
    ],
    [
      'a request above the default limit',
      'api: {private: {resources: {requests: {memory: 2Gi}}}}',
      ['api.private.resources.requests.memory: resources-range'],
    ],
    [
      'requests of the init container and the Job above their limits',
      'init: {resources: {requests: {cpu: 501m}}}\nseed: {resources: {limits: {memory: 1Mi}}}',
      ['init.resources.requests.cpu: resources-range', 'seed.resources.requests.memory: resources-range'],
    ],
    [
      'no metric',
      'api: {public: {autoscaling: {enabled: true, targetCpuUtilizationPercentage: null}}}',
      ['api.public.autoscaling.metrics: autoscaling-metrics'],
    ],
    ['no trigger', 'api: {public: {keda: {enabled: true}}}', ['api.public.keda.triggers: keda-triggers']],
    [
      'both kinds of budget',
      'gui: {console: {podDisruptionBudget: {minAvailable: 1, maxUnavailable: 1}}}',
      ['gui.console.podDisruptionBudget: disruption-budget'],
    ],
    [
      'two handlers',
      'api: {public: {livenessProbe: {tcpSocket: {port: 80}}}}',
      ['api.public.livenessProbe: probe-handler'],
    ],
    [
      'probes that cannot be',
      'api: {public: {livenessProbe: {successThreshold: 2}, readinessProbe: {terminationGracePeriodSeconds: 5}}}',
      [
        'api.public.livenessProbe.successThreshold: probe-success',
        'api.public.readinessProbe.terminationGracePeriodSeconds: probe-grace-period',
      ],
    ],
    [
      'a sleep before the end that is as long as a pod may take to end',
      'api: {public: {preStopSleepSeconds: 30}, private: {preStopSleepSeconds: 5, terminationGracePeriodSeconds: 5, extraContainers: [{name: a, image: "a:1", lifecycle: {preStop: {sleep: {seconds: 9}}}}]}}\ngui: {console: {terminationGracePeriodSeconds: 0, lifecycle: {preStop: {sleep: {seconds: 1}}}}}',
      [
        'api.public.preStopSleepSeconds: pre-stop',
        'api.private.preStopSleepSeconds: pre-stop',
        'api.private.extraContainers.0.lifecycle.preStop.sleep.seconds: pre-stop',
        'gui.console.lifecycle.preStop.sleep.seconds: pre-stop',
      ],
    ],
    [
      'a command that sleeps as long before the end',
      'api: {public: {lifecycle: {preStop: {exec: {command: [sleep, "30"]}}}}, private: {lifecycle: {preStop: {exec: {command: [sleep, "29"]}}}}}\ngui: {console: {extraContainers: [{name: a, image: "a:1", lifecycle: {preStop: {exec: {command: [sh, -c, "echo 99; /bin/sleep 045s; nginx -s quit"]}}}}, {name: b, image: "b:1", lifecycle: {preStop: {exec: {command: [nosleep, "99"]}}}}]}}',
      [
        'api.public.lifecycle.preStop.exec.command: pre-stop',
        'gui.console.extraContainers.0.lifecycle.preStop.exec.command: pre-stop',
      ],
    ],
    [
      'a Job that ends before it stops waiting',
      'seed: {activeDeadlineSeconds: 100}',
      ['seed.activeDeadlineSeconds: seed-deadline'],
    ],
    [
      'a document above 1 MiB',
      `config: {preConfiguration: {resources: {a: ${'b'.repeat(1048576)}}}}`,
      ['config.preConfiguration.resources: config-map-size'],
    ],
    [
      'Recreate with rollingUpdate',
      'gui: {console: {strategy: {type: Recreate, rollingUpdate: {maxSurge: 1}}}}',
      ['gui.console.strategy: recreate'],
    ],
    [
      'node affinity twice',
      'gui: {console: {nodeAffinity: {required: [{key: a, operator: Exists}]}, affinity: {nodeAffinity: {}}}}',
      ['gui.console.nodeAffinity: node-affinity-twice'],
    ],
    ['no tag', 'gui: {image: {tag: ""}}', ['gui.image.tag: image-tag']],
    ['no tag of the Job', 'seed: {image: {tag: ""}}', ['seed.image.tag: image-tag']],
    [
      'a text that is no JSON',
      'config: {preConfiguration: {resources: "[1]"}}',
      ['config.preConfiguration.resources: json-document'],
    ],
    [
      'one variable twice',
      'gui: {console: {extraEnv: [{name: A, value: a}, {name: A, value: b}]}}',
      ['gui.console.extraEnv.1.name: duplicate-item'],
    ],
    [
      'a volume of ours',
      'gui: {console: {extraVolumes: [{name: gui-config-vol, emptyDir: {}}]}}',
      ['gui.console.extraVolumes.0.name: duplicate-item'],
    ],
    [
      'a claim of two sources',
      'gui: {console: {extraVolumes: [{name: a, ephemeral: {volumeClaimTemplate: {spec: {dataSource: {kind: PersistentVolumeClaim, name: a}, dataSourceRef: {kind: PersistentVolumeClaim, name: b}, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}}}]}}',
      ['gui.console.extraVolumes.0.ephemeral.volumeClaimTemplate.spec.dataSource: claim-source'],
    ],
    [
      'a mount without a volume',
      'gui: {console: {extraVolumeMounts: [{name: a, mountPath: /a}]}}',
      ['gui.console.extraVolumeMounts.0.name: volume-missing'],
    ],
    [
      'a variable of an extra container twice',
      'gui: {console: {extraContainers: [{name: a, image: a, env: [{name: A}, {name: A}]}]}}',
      ['gui.console.extraContainers.0.env.1.name: duplicate-item'],
    ],
    [
      'a port of an extra container twice',
      'gui: {console: {extraInitContainers: [{name: a, image: a, ports: [{containerPort: 53}, {containerPort: 53, protocol: TCP}]}]}}',
      ['gui.console.extraInitContainers.0.ports.1.containerPort: duplicate-item'],
    ],
    [
      'two mounts of an extra container at one place',
      'gui: {console: {extraInitContainers: [{name: a, image: a, volumeMounts: [{name: gui-config-vol, mountPath: /a}, {name: gui-config-vol, mountPath: /a}]}]}}',
      ['gui.console.extraInitContainers.0.volumeMounts.1.mountPath: duplicate-item'],
    ],
    [
      'a resize policy of an extra container twice',
      'gui: {console: {extraContainers: [{name: a, image: a, resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}, {resourceName: cpu, restartPolicy: NotRequired}]}]}}',
      ['gui.console.extraContainers.0.resizePolicy.1.resourceName: duplicate-item'],
    ],
    [
      'a mount of an extra container without a volume',
      'gui: {console: {extraInitContainers: [{name: a, image: a, volumeMounts: [{name: a, mountPath: /a}]}]}}',
      ['gui.console.extraInitContainers.0.volumeMounts.0.name: volume-missing'],
    ],
    [
      'one container twice',
      'gui: {console: {extraContainers: [{name: a, image: a}], extraInitContainers: [{name: a, image: a}]}}',
      ['gui.console.extraInitContainers.0.name: container-twice'],
    ],
    [
      'one ServiceAccount twice',
      'api: {private: {serviceAccount: {create: true, name: a}}, public: {serviceAccount: {create: true, name: a}}}',
      ['api.public.serviceAccount.name: service-account-twice'],
    ],
    [
      'an Ingress without a host',
      'api: {private: {ingress: {enabled: true, host: ""}}}',
      ['api.private.ingress.host: ingress-host'],
    ],
    [
      'a route without a Gateway',
      'api: {private: {httpRoute: {enabled: true}}}',
      ['api.private.httpRoute.parentRefs: route-parent'],
    ],
    [
      'a Gateway without a class',
      'api: {private: {httpRoute: {enabled: true}}}\ngateway: {enabled: true}',
      ['gateway.className: gateway-class'],
    ],
    ['a Gateway without a route', 'gateway: {enabled: true, className: a}', ['gateway.enabled: gateway-routes']],
    [
      'two components on one host',
      'api: {private: {ingress: {enabled: true, host: a.b.c}}}\ngui: {console: {ingress: {enabled: true, host: a.b.c}}}',
      ['gui.console.ingress.host: route-conflict'],
    ],
    [
      'no domain',
      `${MULTI}secretKey: s, apiKey: a}}\napi: {private: {ingress: {host: localhost}}}`,
      ['config.multiTenant.domain: domain'],
    ],
    [
      'no TMS at all',
      `${MULTI}secretKey: s, apiKey: a}}\ntms: {docker: {enabled: false}}`,
      ['tmsApi.url: external-tms'],
    ],
    [
      'a Service name that is taken',
      `${MULTI}secretKey: s, apiKey: a}}\ntms: {docker: {service: {name: be-public-svc}}}`,
      ['tms.docker.service.name: service-name'],
    ],
    [
      'a Service name that is too long',
      `${MULTI}secretKey: s, apiKey: a}}\nfullnameOverride: ${'a'.repeat(40)}\ntms: {docker: {service: {name: ${'b'.repeat(30)}}}}`,
      ['tms.docker.service.name: service-name-length'],
    ],
  ];

  test.each(components)('%s', (_, yaml, problems) => {
    expect(problemsOf(yaml)).toEqual(problems);
  });
});

describe('listeners of a Gateway', () => {
  const gateway = (rest: string, ...listeners: string[]): string =>
    `gateway: {enabled: true, className: a, ${rest} listeners: [${listeners.join(', ')}]}\n` +
    'api: {private: {httpRoute: {enabled: true, hostnames: ["*.a.example"]}}}';
  const HTTP = '{name: http, port: 80, protocol: HTTP}';
  const HTTPS = '{name: https, port: 443, hostname: "*.a.example", certificateRefs: [{name: t}]}';
  const listener = (rest: string): string => `{name: a, port: 8443, ${rest}}`;
  const secure = (rest: string): string => listener(`certificateRefs: [{name: t}], ${rest}`);

  test.each([
    ['no certificate', gateway('', listener('')), ['gateway.listeners.0.certificateRefs: listener-certificate']],
    [
      'a certificate for HTTP',
      gateway('', secure('protocol: HTTP')),
      ['gateway.listeners.0.certificateRefs: listener-plain'],
    ],
    ['one name', gateway('', HTTP, HTTPS.replace('https', 'http')), ['gateway.listeners.1.name: listener-name']],
    [
      'one port, one host',
      gateway('', HTTPS, HTTPS.replace('https', 'more')),
      ['gateway.listeners.1.port: listener-port'],
    ],
    [
      'one port, two protocols',
      gateway('', HTTP, HTTPS.replace('443', '80')),
      ['gateway.listeners.1.port: listener-port'],
    ],
    [
      'a route whose host none has',
      gateway('', secure('hostname: "*.b.example"')),
      ['api.private.httpRoute.hostnames: route-listener'],
    ],
    [
      'a route of a wildcard of which one host is carried',
      gateway('', secure('hostname: b.a.example')),
      ['api.private.httpRoute.hostnames: route-listener'],
    ],
    [
      'a route whose host is only redirected',
      gateway('redirect: {enabled: true},', HTTP, secure('hostname: "*.b.example"')),
      ['api.private.httpRoute.hostnames: route-listener'],
    ],
    [
      'a redirect to nowhere',
      gateway('redirect: {enabled: true},', HTTP),
      ['gateway.listeners: gateway-redirect', 'api.private.httpRoute.hostnames: route-listener'],
    ],
    ['a redirect from nowhere', gateway('redirect: {enabled: true},', HTTPS), ['gateway.listeners: gateway-redirect']],
    [
      'certificates of the listeners by port',
      gateway('certificateRefs: [{name: t}],', HTTPS),
      ['gateway.certificateRefs: listener-certificates'],
    ],
    ['no name', gateway('', HTTPS.replace('name: https,', '')), ['gateway.listeners.0.name: required']],
    ['another protocol', gateway('', secure('protocol: TLS')), ['gateway.listeners.0.protocol: enum']],
  ])('%s', (_, yaml, problems) => {
    expect(problemsOf(yaml)).toEqual(problems);
  });

  test('those that fit', () => {
    expect(problemsOf(gateway('redirect: {enabled: true},', HTTP, HTTPS))).toEqual([]);
    expect(problemsOf(gateway('', HTTP))).toEqual([]);
    expect(problemsOf(gateway('', HTTPS, secure('hostname: b.a.example')))).toEqual([]);
    expect(problemsOf(gateway('', HTTPS.replace('443', '8443'), HTTP, secure('hostname: c.example')))).toEqual([]);
    expect(problemsOf(gateway('', listener('')).replace('enabled: true, className', 'className'))).toEqual([
      'api.private.httpRoute.parentRefs: route-parent',
    ]);
  });

  const ISSUER = 'annotations: {cert-manager.io/issuer: a},';
  const FOREIGN = HTTPS.replace('name: t', 'name: t, namespace: other');

  test.each([
    ['a host of no route', gateway('', HTTPS, secure('hostname: b.example')), ['1.hostname: listener-host']],
    [
      'a Secret that nothing grants',
      gateway('referenceGrants: false,', FOREIGN),
      ['0.certificateRefs: certificate-grant'],
    ],
    ['a Secret that is granted', gateway('', FOREIGN), []],
    ['an issuer and a host', gateway(ISSUER, HTTPS), []],
    ['an issuer and no host', gateway(ISSUER, secure('')), ['0.certificateRefs: issuer-listener']],
    ['an issuer and a Secret elsewhere', gateway(ISSUER, FOREIGN), ['0.certificateRefs: issuer-listener']],
  ])('%s', (_, yaml, warnings) => {
    expect(warningsOf(yaml)).toEqual(warnings.map((warning) => `gateway.listeners.${warning}`));
  });

  test('an issuer and listeners by port', () => {
    const byPort = gateway(`${ISSUER} certificateRefs: [{name: t}],`);
    expect(warningsOf(byPort)).toEqual(['gateway.certificateRefs: issuer-listener']);
  });
});

describe('images', () => {
  test.each([
    ['global: {imageRegistry: "https://harbor.example.org"}', 'global.imageRegistry'],
    ['api: {image: {registry: "https://harbor.example.org"}}', 'api.image.registry'],
    ['init: {image: {registry: "oci://harbor.example.org"}}', 'init.image.registry'],
    ['seed: {image: {registry: "harbor example.org"}}', 'seed.image.registry'],
    ['gui: {image: {registry: "harbor.example.org//team"}}', 'gui.image.registry'],
    ['tms: {image: {registry: "harbor.example.org/Team"}}', 'tms.image.registry'],
    ['worker: {background: {image: {registry: "harbor.example.org:port"}}}', 'worker.background.image.registry'],
    ['api: {image: {repository: "team//api"}}', 'api.image.repository'],
    ['api: {image: {repository: "oci://team/api"}}', 'api.image.repository'],
    [
      'gui: {console: {extraContainers: [{name: a, image: "https://h.example/a"}]}}',
      'gui.console.extraContainers.0.image',
    ],
    ['gui: {console: {extraInitContainers: [{name: a, image: "a b"}]}}', 'gui.console.extraInitContainers.0.image'],
  ])('%s', (yaml, path) => {
    expect(problemsOf(yaml)).toEqual([`${path}: pattern`]);
  });

  test.each(['harbor.example.org', 'harbor.example.org:5000', 'h/a/b', 'localhost:5000/team_a', '[::1]:5000', 'h/'])(
    'the registry %s is one',
    (registry) => {
      expect(problemsOf({ global: { imageRegistry: registry } })).toEqual([]);
    },
  );

  test.each(['a', 'Harbor.example.org:5000/a/b:V1', `a@sha256:${'0'.repeat(64)}`, 'a__b/c--d:_1'])(
    'the image %s is one',
    (image) => {
      expect(problemsOf({ gui: { console: { extraContainers: [{ name: 'a', image }] } } })).toEqual([]);
    },
  );

  const repository = (registry: string, name: string): object => ({ api: { image: { registry, repository: name } } });

  test.each([
    [repository('h.example/proxy', 'h.example/tracardi/api')],
    [repository('h.example', 'other.example:5000/api')],
    [{ global: { imageRegistry: 'h.example' }, ...repository('', 'h.example/api') }],
  ])('a registry in both places: %j', (values) => {
    expect(problemsOf(values)).toEqual(['api.image.repository: registry-twice']);
  });

  test('one registry below another may be a mirror', () => {
    expect(warningsOf(repository('h.example', 'docker.io/tracardi/api'))).toEqual([
      'api.image.repository: registry-below-registry',
    ]);
    expect(warningsOf(repository('', 'docker.io/tracardi/api'))).toEqual([]);
  });
});

describe('amounts', () => {
  const resources = (kind: string, name: string, amount: string | number): object => ({
    api: { private: { resources: { limits: null, requests: null, [kind]: { [name]: amount } } } },
  });

  test.each([
    ['memory', '512m', 'part-of-byte'],
    ['ephemeral-storage', '500m', 'part-of-byte'],
    ['cpu', '500Mi', 'cpu-multiple'],
    ['cpu', '2k', 'cpu-multiple'],
  ])('%s: %s', (name, amount, rule) => {
    for (const kind of ['limits', 'requests'])
      expect(problemsOf(resources(kind, name, amount))).toEqual([`api.private.resources.${kind}.${name}: ${rule}`]);
  });

  test('part of a huge page', () => {
    expect(problemsOf(resources('limits', 'hugepages-2Mi', '1u')).sort()).toEqual([
      'api.private.resources.limits.hugepages-2Mi: part-of-byte',
      'api.private.resources: extended-resource',
      'api.private.resources: huge-pages',
    ]);
    const alone = { 'hugepages-2Mi': '4Mi' };
    const extra = (limits: object): object => ({
      gui: { console: { extraContainers: [{ name: 'a', image: 'a', resources: { limits } }] } },
    });
    expect(problemsOf(extra(alone))).toEqual(['gui.console.extraContainers.0.resources: huge-pages']);
    expect(problemsOf(extra({ ...alone, cpu: 1 }))).toEqual([]);
  });

  test.each([
    ['memory', 100, 'small-amount'],
    ['memory', '128', 'small-amount'],
    ['memory', '500k', 'small-amount'],
    ['memory', '1.6Gi', 'fraction-of-byte'],
    ['memory', '2000000000001m', 'fraction-of-byte'],
    ['cpu', 500, 'many-cores'],
    ['cpu', '100', 'many-cores'],
  ])('%s: %s is doubtful', (name, amount, rule) => {
    expect(problemsOf(resources('limits', name, amount))).toEqual([]);
    expect(warningsOf(resources('limits', name, amount))).toEqual([`api.private.resources.limits.${name}: ${rule}`]);
  });

  test.each([
    ['memory', '1Mi'],
    ['memory', '1.5Gi'],
    ['memory', '2000000000m'],
    ['memory', 0],
    ['cpu', '99'],
    ['cpu', '100m'],
    ['example.com/gpu', '1'],
  ])('%s: %s', (name, amount) => {
    expect([
      ...problemsOf(resources('limits', name, amount)),
      ...warningsOf(resources('limits', name, amount)),
    ]).toEqual([]);
  });

  test('volumes', () => {
    const claim = { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '500m' } } } };
    const extraVolumes = [
      { name: 'a', emptyDir: { sizeLimit: '512m' } },
      { name: 'b', ephemeral: { volumeClaimTemplate: claim } },
    ];
    expect(problemsOf({ gui: { console: { extraVolumes } } })).toEqual([
      'gui.console.extraVolumes.0.emptyDir.sizeLimit: part-of-byte',
      'gui.console.extraVolumes.1.ephemeral.volumeClaimTemplate.spec.resources.requests.storage: part-of-byte',
    ]);
  });
});

describe('how many pods', () => {
  const gui = (settings: string): string => `gui: {console: {${settings}}}`;
  const AUTOSCALING = 'autoscaling: {enabled: true}';

  test.each([
    [`${AUTOSCALING}, resources: null`, ['resources.requests.cpu']],
    [`${AUTOSCALING}, resources: {limits: {cpu: null}, requests: {cpu: null}}`, ['resources.requests.cpu']],
    [`${AUTOSCALING}, resources: {limits: {cpu: null}}`, []],
    [`${AUTOSCALING}, resources: {requests: null}`, []],
    [`${AUTOSCALING}, extraContainers: [{name: a, image: a}]`, ['extraContainers.0.resources.requests.cpu']],
    [`${AUTOSCALING}, extraInitContainers: [{name: a, image: a}]`, []],
    [
      'autoscaling: {enabled: true, targetCpuUtilizationPercentage: null, targetMemoryUtilizationPercentage: 80}, resources: null',
      ['resources.requests.memory'],
    ],
    [
      'autoscaling: {enabled: true, targetCpuUtilizationPercentage: null, metrics: [{type: Resource, resource: {name: memory, target: {type: Utilization, averageUtilization: 50}}}]}, resources: null',
      ['resources.requests.memory'],
    ],
    [
      'autoscaling: {enabled: true, targetCpuUtilizationPercentage: null, metrics: [{type: Resource, resource: {name: memory, target: {type: AverageValue, averageValue: 1Gi}}}]}, resources: null',
      [],
    ],
    [
      'autoscaling: {enabled: true, targetCpuUtilizationPercentage: null, metrics: [{type: ContainerResource, containerResource: {container: a, name: cpu, target: {type: Utilization, averageUtilization: 50}}}]}, resources: null, extraContainers: [{name: a, image: a}]',
      ['extraContainers.0.resources.requests.cpu'],
    ],
    [
      'keda: {enabled: true, triggers: [{type: cpu, metadata: {value: "80"}}]}, resources: null',
      ['resources.requests.cpu'],
    ],
    [
      'keda: {enabled: true, triggers: [{type: memory, metadata: {value: "80", containerName: a}}]}, resources: null, extraContainers: [{name: a, image: a}]',
      ['extraContainers.0.resources.requests.memory'],
    ],
    [`${AUTOSCALING}, resources: {requests: {cpu: 0}}`, ['resources.requests.cpu']],
    [`${AUTOSCALING}, resources: {requests: {cpu: null}, limits: {cpu: 0}}`, ['resources.requests.cpu']],
    [
      `${AUTOSCALING}, extraInitContainers: [{name: a, image: a, restartPolicy: Always}]`,
      ['extraInitContainers.0.resources.requests.cpu'],
    ],
    ['autoscaling: {enabled: false}, resources: null', []],
  ])('a request for %s', (settings, places) => {
    expect(warningsOf(gui(settings))).toEqual(places.map((place) => `gui.console.${place}: utilization-request`));
  });

  const containerMetric = (container: string): string =>
    `autoscaling: {enabled: true, metrics: [{type: ContainerResource, containerResource: {container: ${container}, name: cpu, target: {type: Utilization, averageUtilization: 50}}}]}`;
  const containerTrigger = (container: string): string =>
    `keda: {enabled: true, triggers: [{type: cpu, metadata: {value: "80", containerName: ${container}}}]}`;
  test.each([
    [containerMetric('sidecar'), ['autoscaling.metrics.0.containerResource.container']],
    [containerMetric('fe-rj-gui'), []],
    [containerTrigger('sidecar'), ['keda.triggers.0.metadata.containerName']],
    [containerTrigger('fe-rj-gui'), []],
    [`${containerTrigger('a')}, extraContainers: [{name: a, image: a, resources: {limits: {cpu: 1}}}]`, []],
  ])('a container that is measured: %s', (settings, places) => {
    expect(warningsOf(gui(settings))).toEqual(places.map((place) => `gui.console.${place}: measured-container`));
  });

  test.each([
    ['defaults: {podDisruptionBudget: {enabled: true, minAvailable: 1}}', 'maxUnavailable: 2'],
    ['defaults: {podDisruptionBudget: {enabled: true, maxUnavailable: 1}}', 'minAvailable: 2'],
  ])('of a budget a component gives the other bound than %s', (defaults, bound) => {
    const objects = objectsOf(`${defaults}\n${gui(`replicas: 3, podDisruptionBudget: {${bound}}`)}`);
    const budget = objects.find(
      ({ kind, metadata }) => kind === 'PodDisruptionBudget' && metadata.name === 'fe-rj-gui',
    );
    expect(JSON.stringify(budget?.spec)).toContain(JSON.stringify(bound.split(': ')[0]) + ':2');
    expect(Object.keys(budget!.spec as object).sort()).toEqual([bound.split(': ')[0], 'selector'].sort());
  });

  test('a budget of what is not deployed blocks nothing', () => {
    expect(
      warningsOf('gui: {console: {enabled: false, podDisruptionBudget: {enabled: true, maxUnavailable: 0}}}'),
    ).toEqual([]);
  });

  test.each([
    ['replicas: 1, podDisruptionBudget: {enabled: true, minAvailable: 1}', 'minAvailable'],
    ['replicas: 2, podDisruptionBudget: {enabled: true, minAvailable: 2}', 'minAvailable'],
    ['replicas: 2, podDisruptionBudget: {enabled: true, minAvailable: 5}', 'minAvailable'],
    ['replicas: 2, podDisruptionBudget: {enabled: true, minAvailable: "100%"}', 'minAvailable'],
    ['replicas: 2, podDisruptionBudget: {enabled: true, minAvailable: "51%"}', 'minAvailable'],
    ['replicas: 3, podDisruptionBudget: {enabled: true, maxUnavailable: 0}', 'maxUnavailable'],
    ['replicas: 3, podDisruptionBudget: {enabled: true, maxUnavailable: "0%"}', 'maxUnavailable'],
    [`${AUTOSCALING}, podDisruptionBudget: {enabled: true, minAvailable: 1}`, 'minAvailable'],
    [
      'keda: {enabled: true, minReplicaCount: 0, triggers: [{type: kafka, metadata: {}}]}, podDisruptionBudget: {enabled: true, minAvailable: 1}',
      'minAvailable',
    ],
    ['replicas: null, podDisruptionBudget: {enabled: true, minAvailable: 1}', 'minAvailable'],
  ])('a budget that blocks: %s', (settings, key) => {
    expect(warningsOf(gui(settings))).toEqual([`gui.console.podDisruptionBudget.${key}: disruption-budget-blocks`]);
  });

  test.each([
    'replicas: 2, podDisruptionBudget: {enabled: true, minAvailable: 1}',
    'replicas: 2, podDisruptionBudget: {enabled: true, minAvailable: "50%"}',
    'replicas: 1, podDisruptionBudget: {enabled: true}',
    'replicas: 1, podDisruptionBudget: {enabled: false, minAvailable: 1}',
    'replicas: 0, podDisruptionBudget: {enabled: true, minAvailable: 1}',
    'replicas: 1, podDisruptionBudget: {enabled: true, maxUnavailable: "1%"}',
  ])('a budget that does not: %s', (settings) => {
    expect(warningsOf(gui(settings))).toEqual([]);
  });

  const triggers = (...types: string[]): string => types.map((type) => `{type: ${type}, metadata: {}}`).join(', ');
  test.each([
    [triggers('cpu'), ['gui.console.keda.minReplicaCount: keda-zero']],
    [triggers('cpu', 'memory'), ['gui.console.keda.minReplicaCount: keda-zero']],
    [triggers('cpu', 'kafka'), []],
  ])('KEDA to zero by %s', (all, problems) => {
    expect(problemsOf(gui(`keda: {enabled: true, minReplicaCount: 0, triggers: [${all}]}`))).toEqual(problems);
    expect(problemsOf(gui(`keda: {enabled: true, minReplicaCount: 1, triggers: [${all}]}`))).toEqual([]);
  });
});

const HOST_RULES = /: (tenant-hosts|tls-hosts|issuer-tls|two-tms|worker-without-pulsar)$/;
const hostWarnings = (yaml: string): string[] => warningsOf(yaml).filter((line) => HOST_RULES.test(line));

describe('paths', () => {
  const ingress = (path: string, pathType: string, host = 'a.b.c'): string =>
    `{ingress: {enabled: true, host: ${host}, path: ${JSON.stringify(path)}, pathType: ${pathType}}}`;
  const both = (path: string, pathType: string): string =>
    `api: {private: ${ingress(path, pathType)}, public: ${ingress(path, pathType)}}`;

  test.each([
    ['/*', 'ImplementationSpecific', 'path'],
    ['/(.*)', 'ImplementationSpecific', 'path'],
    ['/cdp(/|$)', 'ImplementationSpecific', 'path'],
    ['/', 'Exact', 'pathType'],
  ])('of two APIs on one host: %s, %s', (path, pathType, key) => {
    expect(problemsOf(both(path, pathType))).toEqual([
      `api.private.ingress.${key}: shared-path`,
      `api.public.ingress.${key}: shared-path`,
    ]);
  });

  test('a pattern goes where no host is shared and the controller reads it', () => {
    expect(problemsOf(`gui: {console: ${ingress('/*', 'ImplementationSpecific')}}`)).toEqual([]);
    expect(problemsOf(`gui: {console: ${ingress('/*', 'Prefix')}}`)).toEqual([
      'gui.console.ingress.path: literal-path',
    ]);
    const route = 'httpRoute: {enabled: true, hostnames: [a.b], parentRefs: [{name: g}]}';
    expect(problemsOf(`gui: {console: {${route}, ingress: {path: "/*", pathType: ImplementationSpecific}}}`)).toEqual([
      'gui.console.ingress.path: literal-path',
    ]);
  });

  test('a path of a route is one that the Gateway API takes', () => {
    const route = (path: string): string[] =>
      problemsOf({
        gui: {
          console: { httpRoute: { enabled: true, hostnames: ['a.b'], parentRefs: [{ name: 'g' }] }, ingress: { path } },
        },
      });
    for (const path of ['/a"b', '/<a>', '/`', '/%', '/%2', '/a%zz/b'])
      expect(route(path)).toEqual(['gui.console.ingress.path: route-path']);
    for (const path of ['/a//b', '/a/../b', '/a/.'])
      expect(route(path)).toEqual(['gui.console.ingress.path: path-parts']);
    for (const path of ['/', "/a-b_c.d~e!&'+,;=:@", '/%22']) expect(route(path)).toEqual([]);
  });

  const tenancy = `${MULTI}secretKey: s, apiKey: a}}\n`;
  const domain = (rest: string): string => `${tenancy.replace('multi: yes', 'multi: yes, domain: example.com')}${rest}`;
  const api = (name: string, host: string): string => `api: {${name}: {ingress: {enabled: true, host: "${host}"}}}`;

  test.each([
    ['a wildcard beside the domain', domain(api('private', '*.private.example.com')), 'private'],
    ['a single host', domain(api('private', 'cdp.example.com')), 'private'],
    ['a single host of the public API', domain(api('public', 'track.example.com')), 'public'],
  ])('%s does not lead all tenants', (_, yaml, name) =>
    expect(hostWarnings(yaml)).toEqual([`api.${name}.ingress.host: tenant-hosts`]),
  );

  test.each([
    ['a wildcard over the domain', domain(api('private', '*.example.com'))],
    ['a wildcard that gives the domain', `${tenancy}${api('private', '*.example.com')}`],
    ['a wildcard of the public API', domain(api('public', '*.track.example.com'))],
    ['one tenant', api('private', 'cdp.example.com')],
    [
      'a host for each tenant',
      `${domain(api('public', 'acme.track.example.com'))}\ntenants: [{name: acme, email: a@b.example, password: p}]`,
    ],
  ])('%s leads them', (_, yaml) => expect(hostWarnings(yaml)).toEqual([]));

  const served = (rest: string): string =>
    `gui: {console: {ingress: {enabled: true, host: a.example.com, hosts: [b.example.com], ${rest}}}}`;
  const issuer = 'annotations: {cert-manager.io/cluster-issuer: letsencrypt}';

  test.each([
    ['tls: [{hosts: [a.example.com], secretName: s}]', ['gui.console.ingress.tls: tls-hosts']],
    ['tls: [{hosts: ["*.a.example.com"], secretName: s}]', ['gui.console.ingress.tls: tls-hosts']],
    ['tls: [{hosts: ["*.example.com"], secretName: s}]', []],
    ['tls: [{hosts: [a.example.com], secretName: s}, {hosts: [b.example.com]}]', []],
    ['tls: [{secretName: s}]', []],
    [issuer, ['gui.console.ingress.tls: issuer-tls']],
    [`${issuer}, tls: [{secretName: s}]`, ['gui.console.ingress.tls: issuer-tls']],
    [`${issuer}, tls: [{hosts: [a.example.com, b.example.com], secretName: s}]`, []],
  ])('%s', (tls, expected) => expect(hostWarnings(served(tls))).toEqual(expected));

  test('two TMS, and a worker without Pulsar', () => {
    expect(hostWarnings(`${tenancy}tmsApi: {url: "https://tms.example.com"}`)).toEqual(['tmsApi.url: two-tms']);
    expect(hostWarnings(`${tenancy}tmsApi: {url: "https://tms.example.com"}\ntms: {docker: {enabled: false}}`)).toEqual(
      [],
    );
    expect(hostWarnings('pulsar: {enabled: false}\nworker: {collector: {enabled: true}}')).toEqual([
      'worker.collector.enabled: worker-without-pulsar',
    ]);
    expect(hostWarnings('pulsar: {enabled: false}')).toEqual([]);
  });

  test('Exact leads to one page', () => {
    expect(warningsOf(`gui: {console: ${ingress('/', 'Exact')}}`)).toEqual([
      'gui.console.ingress.pathType: exact-path',
    ]);
  });
});

test('a deprecated key loses to the one that it moved to, and it is said', () => {
  const yaml = 'mysql: {username: old, password: old}\nsecrets: {mysql: {password: new}}';
  const { yaml: objects, diagnostics } = synthesizeValues(yaml);
  expect(objects).toContain(`mysql-password: ${Buffer.from('new').toString('base64')}`);
  expect(objects).toContain(`mysql-username: ${Buffer.from('old').toString('base64')}`);
  expect(diagnostics.filter(({ rule }) => rule === 'deprecated-key').map(({ message }) => message)).toEqual([
    'is deprecated: use secrets.mysql.username',
    'has no effect beside secrets.mysql.password: remove it',
  ]);
});

describe('Elasticsearch and Redis', () => {
  test('a certificate authority is in a ConfigMap or in a Secret', () => {
    expect(problemsOf('elastic: {ca: {configMap: a, secret: b}}')).toEqual(['elastic.ca: elastic-ca-twice']);
    expect(problemsOf('elastic: {ca: {configMap: a, key: a/b}}')).toEqual(['elastic.ca.key: pattern']);
  });

  test.each([
    ['elastic: {port: 9201}', ['elastic-port']],
    ['elastic: {port: 9200}', []],
    ['redis: {schema: "rediss://"}', ['redis-tls']],
  ])('%s: what public versions make of it is warned of', (yaml, rules) => {
    const { diagnostics } = synthesizeValues(yaml);
    expect(diagnostics.map(({ rule }) => rule).filter((rule) => /elastic|redis/.test(rule))).toEqual(rules);
  });

  test('its file is in every container that speaks to Elasticsearch, and in no other', () => {
    const pods = objectsOf(
      'elastic: {ca: {secret: es, key: tls.crt}}',
      `${MULTI.replace('multi: yes', 'multi: yes, domain: a.example')}secretKey: s, apiKey: a}}`,
      {
        worker: { collector: { enabled: true } },
      },
    ).filter(({ kind }) => kind === 'Deployment');
    const has = (text: string): string[] =>
      pods
        .filter((pod) => JSON.stringify(pod).includes(text))
        .map(({ metadata }) => metadata.name)
        .sort();
    const backends = [
      'be-fa-private',
      'be-fa-public',
      'wk-apm',
      'wk-pl-background',
      'wk-pl-collector',
      'wk-rd-upgrades',
    ];
    expect(has('"name":"ELASTIC_CA_FILE","value":"/etc/tracardi/elastic/ca.crt"')).toEqual(backends);
    expect(has('"secret":{"items":[{"key":"tls.crt","path":"ca.crt"}],"secretName":"es"}')).toEqual(backends);
    for (const { spec } of pods.filter(({ metadata }) => backends.includes(metadata.name))) {
      const { containers, initContainers = [] } = (spec as { template: { spec: { [key: string]: object[] } } }).template
        .spec;
      for (const container of [...containers, ...initContainers]) {
        expect(JSON.stringify(container)).toContain(
          '{"mountPath":"/etc/tracardi/elastic","name":"elastic-ca","readOnly":true}',
        );
      }
    }
  });

  test('its volume has its name for itself where there is one', () => {
    const volume = 'api: {private: {extraVolumes: [{name: elastic-ca, emptyDir: {}}]}}';
    expect(problemsOf(volume)).toEqual([]);
    expect(problemsOf(`elastic: {ca: {configMap: a}}\n${volume}`)).toEqual([
      'api.private.extraVolumes.0.name: duplicate-item',
    ]);
  });
});

describe('tenants', () => {
  const WHOLE = `${MULTI}secretKey: s, apiKey: a}}\n`;
  const config = (domain: string): string => WHOLE.replace('multi: yes', `multi: yes, domain: ${domain}`);
  const BASE = config('cdp.example.com');
  const list = (...tenants: string[]): string => `tenants: [${tenants.join(', ')}]`;
  const named = (...names: string[]): string =>
    list(...names.map((name) => `{name: ${name}, email: a@b.example, password: p}`));
  const acme = (rest: string): string => list(`{name: acme, ${rest}}`);
  const HOSTED = '{ingress: {enabled: true, host: acme.cdp.example.com}}';

  test.each([
    ['the same name', BASE + named('acme', 'acme'), ['tenants.1.name: tenant-twice']],
    ['a hyphen apart', BASE + named('company-x', 'companyx'), ['tenants.1.name: tenant-twice']],
    ['digits apart', BASE + named('acme', 'globex', 'acme2'), ['tenants.2.name: tenant-twice']],
    ['a host of the GUI', `${BASE}${named('acme')}\ngui: {console: ${HOSTED}}`, ['tenants.0.name: tenant-host']],
    ['a host of TMS GUI', `${BASE}${named('acme')}\ntmsGui: {docker: ${HOSTED}}`, ['tenants.0.name: tenant-host']],
    ['no domain', `${WHOLE}${named('acme')}\n${host('localhost')}`, ['config.multiTenant.domain: domain']],
    ['a domain of one part', config('localhost') + named('acme'), ['config.multiTenant.domain: pattern']],
    ['a domain with a wildcard', config('"*.example.com"') + named('acme'), ['config.multiTenant.domain: pattern']],
    ['no e-mail', BASE + acme('password: p'), ['tenants.0.email: required']],
    ['no e-mail address', BASE + acme('email: acme, password: p'), ['tenants.0.email: pattern']],
    ['an e-mail without a domain', BASE + acme('email: a@b, password: p'), ['tenants.0.email: pattern']],
    ['an e-mail with a blank', BASE + acme('email: "a b@c.example", password: p'), ['tenants.0.email: pattern']],
    ['an e-mail with two dots', BASE + acme('email: a..b@c.example, password: p'), ['tenants.0.email: pattern']],
    [
      'an e-mail with a dot before the at sign',
      BASE + acme('email: a.@c.example, password: p'),
      ['tenants.0.email: pattern'],
    ],
    [
      'a host of an external TMS',
      `${BASE}${named('acme')}\ntmsApi: {url: "https://u@ACME.cdp.example.com:8383/base"}`,
      ['tenants.0.name: tenant-host'],
    ],
    [
      'a password that is a newline',
      BASE + acme('email: a@b.example, password: "\\r\\n"'),
      ['tenants.0: tenant-password'],
    ],
    ['an empty password', BASE + acme('email: a@b.example, password: ""'), ['tenants.0: tenant-password']],
    ['no password', BASE + acme('email: a@b.example'), ['tenants.0: tenant-password']],
    [
      'two passwords',
      BASE + acme('email: a@b.example, password: p, passwordFrom: {name: s, key: k}'),
      ['tenants.0: tenant-password-twice'],
    ],
    ['a capital', BASE + named('Acme'), ['tenants.0.name: pattern']],
    ['digits only', BASE + named('"12345"'), ['tenants.0.name: pattern']],
    ['two letters', BASE + named('ab'), ['tenants.0.name: minLength']],
    ['multi-tenancy off', named('acme'), ['tenants: tenants-multi-tenant']],
    [
      'no licence',
      `config: {multiTenant: {multi: yes, domain: a.example}}\nsecrets: {installation: {token: i}, tms: {secretKey: s, apiKey: a}}\n${named('acme')}`,
      ['secrets.license.licenseKey: license'],
    ],
    ['no private API', `${BASE}${named('acme')}\napi: {private: {enabled: false}}`, ['tenants: tenants-private-api']],
  ])('%s', (_, yaml, problems) => {
    expect(problemsOf(yaml)).toEqual(problems);
  });

  test('tenants whose hosts an API names one by one', () => {
    expect(problemsOf(`${BASE}${named('acme')}\napi: {private: ${HOSTED}}`)).toEqual([]);
  });
});

test('no message holds a secret', () => {
  const { diagnostics } = synthesizeValues(
    `secrets: {redis: {password: [hunter2]}, tms: {apiKey: hunter2, valueFrom: {apiKey: {name: mine, key: k}}}, license: {licenseKey: {a: hunter2}}}`,
  );
  expect(diagnostics.length).toBeGreaterThan(2);
  expect(JSON.stringify(diagnostics)).not.toContain('hunter2');
});

describe('labels and annotations that are ours', () => {
  const refused = (yaml: string): [string, string][] =>
    validateValues(yaml, 'a.yaml').flatMap(({ rule, path, severity }) =>
      severity === 'error' ? [[rule, path!] as [string, string]] : [],
    );

  test.each([
    ['commonLabels: {helm.sh/chart: x}', 'own-label', 'commonLabels'],
    ['gui: {console: {podLabels: {app.kubernetes.io/component: x}}}', 'own-label', 'gui.console.podLabels'],
    ['api: {public: {service: {labels: {app.kubernetes.io/instance: x}}}}', 'own-label', 'api.public.service.labels'],
    ['seed: {podLabels: {app.kubernetes.io/name: x}}', 'own-label', 'seed.podLabels'],
    [
      'worker: {background: {podLabels: {app.kubernetes.io/ns-elastic: x}}}',
      'own-label',
      'worker.background.podLabels',
    ],
    ['api: {public: {podAnnotations: {checksum/config: x}}}', 'own-annotation', 'api.public.podAnnotations'],
    ['api: {public: {annotations: {helm.sh/hook: test}}}', 'own-annotation', 'api.public.annotations'],
    ['commonAnnotations: {helm.sh/hook-weight: "1"}', 'own-annotation', 'commonAnnotations'],
    ['seed: {annotations: {helm.sh/hook-delete-policy: hook-failed}}', 'own-annotation', 'seed.annotations'],
    [
      'gui: {console: {serviceAccount: {annotations: {helm.sh/hook: test}}}}',
      'own-annotation',
      'gui.console.serviceAccount.annotations',
    ],
  ])('%s', (yaml, rule, path) => {
    expect(refused(yaml)).toEqual([[rule, path]]);
  });

  test('below defaults, told at their place', () => {
    const found = validateValues('defaults:\n  podAnnotations: {checksum/config: x}', 'a.yaml');
    expect(new Set(found.map(({ rule, line }) => `${rule} ${line}`))).toContain('own-annotation 2');
  });

  test.each([
    'commonLabels: {app: crm, app.kubernetes.io/part-of: crm}',
    'api: {public: {podAnnotations: {checksum/mine: x, helm.sh/resource-policy: keep}}}',
    'seed: {annotations: {argocd.argoproj.io/hook: PostSync}}',
    'seed: {annotations: {helm.sh/hook-output-log-policy: ""}}',
  ])('others are not: %s', (yaml) => {
    expect(refused(yaml)).toEqual([]);
  });
});

describe('annotations that an Ingress controller reads', () => {
  const ingress = (settings: string): string =>
    `gui: {console: {ingress: {enabled: true, host: a.example.org, ${settings}}}}`;
  const rewrite = (target: string): string => `annotations: {nginx.ingress.kubernetes.io/rewrite-target: ${target}}`;
  const PATTERN = 'path: "/gui(/|$)(.*)", pathType: ImplementationSpecific';

  test.each([
    ['className: a, annotations: {kubernetes.io/ingress.class: b}', ['gui.console.ingress.className: ingress-class']],
    ['className: a, annotations: {kubernetes.io/ingress.class: ""}', ['gui.console.ingress.className: ingress-class']],
    ['className: a, annotations: {kubernetes.io/ingress.class: a}', []],
    ['annotations: {kubernetes.io/ingress.class: b}', []],
  ])('one class: %s', (settings, problems) => {
    expect(problemsOf(ingress(settings))).toEqual(problems);
  });

  test.each([
    [rewrite('/'), ['gui.console.ingress.annotations: rewrite-target']],
    [rewrite('/$1'), ['gui.console.ingress.annotations: rewrite-target']],
    [`${rewrite('/')}, ${PATTERN}`, ['gui.console.ingress.annotations: rewrite-target']],
    [`${rewrite('/$2')}, ${PATTERN}`, []],
  ])('a rewritten path: %s', (settings, warnings) => {
    expect(warningsOf(ingress(settings))).toEqual(warnings);
  });
});

describe('labels that Kubernetes gives the pods of a Job', () => {
  test.each([
    ['commonLabels: {job-name: a}', 'commonLabels'],
    ['commonLabels: {batch.kubernetes.io/job-name: a}', 'commonLabels'],
    ['seed: {podLabels: {controller-uid: a}}', 'seed.podLabels'],
    ['seed: {podLabels: {batch.kubernetes.io/controller-uid: a}}', 'seed.podLabels'],
  ])('%s', (yaml, path) => {
    expect(problemsOf(yaml)).toEqual([`${path}: job-label`]);
  });

  test('are no matter where no Job is', () => {
    expect(problemsOf('gui: {console: {labels: {job-name: a}}}')).toEqual([]);
  });
});

describe('null is no value', () => {
  const gui = (settings: string): string => `gui: {console: {${settings}}}`;

  test.each([
    ['strategy: {type: Recreate, rollingUpdate: null}', 'strategy: {type: Recreate}'],
    ['podSecurityContext: {runAsUser: null, fsGroup: null}', 'podSecurityContext: {}'],
    ['containerSecurityContext: {runAsUser: null, seccompProfile: null}', 'containerSecurityContext: {}'],
    ['affinity: {podAntiAffinity: null, nodeAffinity: null}', 'affinity: {}'],
    ['podAnnotations: {a: null, b: c}, podLabels: {a: null}', 'podAnnotations: {b: c}'],
    ['nodeSelector: {a: null, b: c}', 'nodeSelector: {b: c}'],
    ['lifecycle: {preStop: null}', 'lifecycle: {}'],
    [
      'extraContainers: [{name: a, image: a, securityContext: {runAsUser: null}, resources: {limits: null}}]',
      'extraContainers: [{name: a, image: a, securityContext: {}, resources: {}}]',
    ],
  ])('%s', (nulls, without) => {
    expect(objectsOf(gui(nulls))).toEqual(objectsOf(gui(without)));
  });

  test('takes back what a layer below has', () => {
    expect(objectsOf(gui('podAnnotations: {a: b}'), gui('podAnnotations: {a: null}'))).toEqual(objectsOf({}));
    const objects = objectsOf('defaults: {podAnnotations: {a: b}}', gui('podAnnotations: {a: null}'));
    const annotations = (name: string): unknown =>
      getAt(getObject(objects, 'Deployment', name), ['spec', 'template', 'metadata', 'annotations', 'a']);
    expect([annotations('fe-rj-gui'), annotations('be-fa-private')]).toEqual([undefined, 'b']);
  });

  test.each([
    ['tolerations: [{key: a, operator: Exists, value: null}]', 'tolerations.0.value'],
    ['extraEnv: [{name: A, value: null}]', 'extraEnv.0.value'],
    ['extraContainers: [{name: a, image: a, livenessProbe: {exec: null}}]', 'extraContainers.0.livenessProbe.exec'],
    ['extraVolumes: [{name: a, emptyDir: null}]', 'extraVolumes.0.emptyDir'],
    ['lifecycle: {preStop: {exec: null}}', 'lifecycle.preStop.exec'],
  ])('where fields go together it is refused: %s', (settings, path) => {
    expect(problemsOf(gui(settings)).join()).toContain(`gui.console.${path}: type`);
  });
});

describe('hints', () => {
  test.each([
    ['gui: {console: {hpa: {}}}', 'gui.console.hpa: is not a known key; did you mean autoscaling?'],
    ['gui: {console: {pdb: {}}}', 'gui.console.pdb: is not a known key; did you mean podDisruptionBudget?'],
    ['gui: {console: {updateStrategy: {}}}', 'gui.console.updateStrategy: is not a known key; did you mean strategy?'],
    ['extraDeploy: []', 'extraDeploy: is not a known key; did you mean extraObjects?'],
    [
      'gui: {console: {extraVolumes: [{name: a, secret: {name: x}}]}}',
      'gui.console.extraVolumes.0.secret.name: is not a known key; did you mean secretName?',
    ],
    [
      'api: {private: {config: {loggingLevel: off}}}',
      'api.private.config.loggingLevel: must be one of DEBUG, INFO, WARNING, ERROR, CRITICAL, debug, info, warning, error, critical, not true or false; write one of these',
    ],
    [
      'redis: {host: bücher.example}',
      'redis.host: must be a host such as db.example.com, without scheme, user or password: they have keys of their own; write letters beyond ASCII as DNS has them, such as xn--bcher-kva for bücher',
    ],
    [
      'extraObjects: ["apiVersion: v1\\nkind: ConfigMap"]',
      'extraObjects.0: must be a map with apiVersion, kind, metadata, not a text; remove the | or the quotes, so that its lines are keys',
    ],
  ])('%s', (yaml, error) => {
    expect(errorsOf(yaml)).toEqual([error]);
  });

  test('do not lead to keys that do nothing', () => {
    expect(errorsOf('_a: 1').join()).toMatch(/; known here: elastic, .*, extraObjects$/);
    expect(errorsOf('_a: 1').join()).not.toMatch(/apm|enabled/);
  });

  test.each([
    ['existingSecret: a', 'refer to the Secret of the password with passwordFrom.name and .key'],
    ['passwordFrom: {secretKeyRef: {name: a, key: b}}', 'write its name and key in its place'],
  ])('of a tenant: %s', (keys, hint) => {
    expect(errorsOf(`tenants: [{name: acme, email: a@b.example, ${keys}}]`).join('\n')).toContain(
      `is not a known key here; ${hint}`,
    );
  });
});

test.each([
  'gui: {console: {podAnnotations: {a: "{{ .Values.x }}"}}}',
  'gui: {console: {extraEnv: [{name: A, value: \'{{ include "x" . }}\'}]}}',
  'gui: {console: {extraContainers: [{name: a, image: a, args: ["--name={{- .Release.Name -}}"]}]}}',
])('a template of Helm stays as it is, which is told: %s', (yaml) => {
  const found = validateValues(yaml, 'a.yaml').map(({ rule }) => rule);
  expect(found).toContain('helm-template');
});

test('templates of other programs are theirs', () => {
  const yaml = `gui: {console: {podAnnotations: {a: '{{- with secret "x" -}}{{ .Data.data.y }}{{- end }}'}}}`;
  expect(validateValues(yaml, 'a.yaml').map(({ rule }) => rule)).not.toContain('helm-template');
});
