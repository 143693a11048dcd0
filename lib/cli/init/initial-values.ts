import type { JsonObject } from '../../json/json';
import { toYaml } from '../../manifests/manifest-yaml';

export interface Answers {
  readonly domain: string;
  readonly elastic: string;
  readonly redis: string;
  readonly mysql: string;
  readonly pulsar: string;
  /** Secret that holds the credentials. */
  readonly secret: string;
  readonly tenants: readonly Tenant[];
}

export interface Tenant {
  readonly name: string;
  readonly email: string;
}

type Section = readonly [comment: string, values: JsonObject];

/** A values file, and the keys that the Secret must have for it. */
export function initialValues(answers: Answers, schema: string): { text: string; keys: string[] } {
  const keys: string[] = [];
  const key = (name: string): JsonObject => {
    keys.push(name);
    return { name: answers.secret, key: name };
  };
  const sections = [...platform(answers), credentials(key), routing(answers), ...tenants(answers, key)];
  const texts = sections.map(([comment, values]) => `# ${comment}\n${toYaml([values])}`);
  return { text: [`# yaml-language-server: $schema=${schema}\n`, ...texts].join('\n'), keys };
}

function platform({ domain, elastic, redis, mysql, pulsar }: Answers): Section[] {
  return [
    [`Tenants live below this domain: acme is acme.${domain}.`, { config: { multiTenant: { multi: 'yes', domain } } }],
    [
      'Databases and queues.',
      { elastic: { host: elastic }, redis: { host: redis }, mysql: { host: mysql }, pulsar: { host: pulsar } },
    ],
  ];
}

function credentials(key: (name: string) => JsonObject): Section {
  return [
    'Credentials, by reference. Remove the passwords that your databases do not ask for.',
    {
      secrets: {
        license: { valueFrom: { licenseKey: key('license') } },
        tms: { valueFrom: { secretKey: key('tms-secret-key'), apiKey: key('tms-api-key') } },
        installation: { valueFrom: { token: key('installation-token') } },
        mergingTokenFrom: key('merging-token'),
        elastic: { username: 'elastic', valueFrom: { password: key('elastic-password') } },
        redis: { valueFrom: { password: key('redis-password') } },
        mysql: { valueFrom: { username: key('mysql-username'), password: key('mysql-password') } },
      },
    },
  ];
}

function routing({ domain }: Answers): Section {
  const ingress = { enabled: true, host: `*.${domain}` };
  return [
    'Both APIs share the wildcard host: requests of collectors go to the public API, all else to the private one.',
    { api: { private: { ingress }, public: { ingress } } },
  ];
}

function tenants({ tenants }: Answers, key: (name: string) => JsonObject): Section[] {
  if (tenants.length === 0) return [];
  const list = tenants.map(({ name, email }) => ({ name, email, passwordFrom: key(`${name}-password`) }));
  return [['Tenants that a Job installs, with their administrators.', { tenants: list }]];
}
