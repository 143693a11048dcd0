import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { JsonObject } from '../../lib/json/json';
import { ROOT, Workplace } from '../cli/command';
import { CHART } from '../parity/faces';
import { allContainers, objectsOf, parseObjects, synthesizeValues } from '../support/objects';
import type { KubernetesObject } from '../support/objects';
import { knownKinds, validateObject } from '../support/schema';
import { helm4, run } from '../support/tools';

/** The examples of credentials that come from elsewhere: what makes the Secret makes each key that a pod asks for. */

const FOLDER = join(ROOT, 'examples', 'credentials');
const DOCUMENT = readFileSync(join(ROOT, 'docs', 'credentials.md'), 'utf8');
const [EXISTING, LITERALS] = [...DOCUMENT.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, text]) => text);

const MULTI = "config: { multiTenant: { multi: 'yes', domain: your-domain.com } }\n";
const EXAMPLES = readdirSync(FOLDER);

interface Made {
  readonly name: string;
  readonly keys: string[];
}

/** The Secret that the controller of an object makes. */
const MAKERS: { [kind: string]: (spec: any) => Made } = {
  ExternalSecret: ({ target, data }) => ({ name: target.name, keys: data.map((item: any) => item.secretKey) }),
  SealedSecret: ({ encryptedData }) => ({ name: 'tracardi-credentials', keys: Object.keys(encryptedData as object) }),
  SecretProviderClass: ({ secretObjects: [secret] }) => ({
    name: secret.secretName,
    keys: secret.data.map((item: any) => item.key),
  }),
};

/** Names and keys of all Secrets that containers read variables from. */
const askedFor = (objects: KubernetesObject[]): string[] =>
  allContainers(objects).flatMap(({ container }) =>
    (container.env ?? []).flatMap(({ valueFrom }) =>
      valueFrom?.secretKeyRef ? [`${valueFrom.secretKeyRef.name} ${valueFrom.secretKeyRef.key}`] : [],
    ),
  );

test('there is one for each way', () => {
  expect(EXAMPLES).toEqual(['external-secrets.yaml', 'sealed-secrets.yaml', 'vault-csi.yaml', 'vault.yaml']);
  for (const [, path] of DOCUMENT.matchAll(/\]\(\.\.\/examples\/credentials\/([^)]+)\)/g))
    expect(EXAMPLES).toContain(path);
});

describe.each(EXAMPLES)('%s', (name) => {
  const values = readFileSync(join(FOLDER, name), 'utf8');
  const objects = objectsOf(MULTI, values);

  test('has nothing to be warned of', () => {
    expect(synthesizeValues(MULTI, values).diagnostics).toEqual([]);
  });

  test('all that its CRDs describe is as they say', () => {
    const known = new Set(knownKinds.map(({ kind }) => kind));
    for (const object of objects)
      if (known.has(object.kind))
        expect({ name: object.metadata.name, problems: validateObject(object) }).toEqual({
          name: object.metadata.name,
          problems: [],
        });
      else expect(object.kind).toBe('SecretProviderClass');
  });

  test('makes every key that pods ask for, and no other', () => {
    const made = objects.flatMap(({ kind, spec }) => (kind in MAKERS ? [MAKERS[kind](spec)] : []));
    expect(made).toHaveLength(1);
    const keys = made[0].keys.map((key) => `${made[0].name} ${key}`);
    // The user of Elasticsearch is the default, which is no secret.
    expect([...new Set(askedFor(objects))].sort()).toEqual(['elastic-secret elastic-username', ...keys].sort());
    expect(objects.filter(({ kind }) => kind === 'Secret').map(({ metadata }) => metadata.name)).toEqual([
      'elastic-secret',
    ]);
  });
});

test('with the CSI driver each pod mounts the class, and the class fetches what it makes the Secret of', () => {
  const objects = objectsOf(MULTI, readFileSync(join(FOLDER, 'vault-csi.yaml'), 'utf8'));
  const { spec } = objects.find(({ kind }) => kind === 'SecretProviderClass')! as { spec?: any };
  const fetched = (parse(spec.parameters.objects as string) as { objectName: string }[]).map(
    ({ objectName }) => objectName,
  );
  expect(spec.secretObjects[0].data.map((item: any) => item.objectName)).toEqual(fetched);
  const deployments = objects.filter(({ kind }) => kind === 'Deployment') as (KubernetesObject & { spec: any })[];
  expect(deployments.length).toBeGreaterThan(5);
  for (const {
    spec: { template },
  } of deployments) {
    const classes = template.spec.volumes.flatMap((volume: JsonObject & { csi?: any }) =>
      volume.csi ? [volume.csi.volumeAttributes.secretProviderClass] : [],
    );
    expect(classes).toEqual(['tracardi-credentials']);
    expect(template.spec.containers[0].volumeMounts).toContainEqual({
      name: 'vault',
      mountPath: '/vault',
      readOnly: true,
    });
  }
});

describe('the document', () => {
  let place: Workplace;
  beforeEach(() => (place = new Workplace()));
  afterEach(() => place.remove());

  const others = 'secrets: { license: { existing: { name: l } }, installation: { existing: { name: i } } }';

  test('its values are valid, and say where pods find the credentials', () => {
    expect(new Set(askedFor(objectsOf(MULTI, EXISTING, others)))).toEqual(
      new Set([
        'tracardi-credentials secret-key',
        'tracardi-credentials api-key',
        'cache pass',
        'elasticsearch-es-elastic-user elastic',
        'elastic-secret elastic-username',
        'l license-key',
        'i installation-token',
        'merging-secret merging-token',
      ]),
    );
  });

  test('literals come by a pipe, to the command and to Helm', () => {
    const base = join(place.folder, place.write('base.yaml', MULTI));
    expect(DOCUMENT).toContain('npx cdk8s-tracardi synth -f base.yaml -f - -o -');
    expect(DOCUMENT).toContain('-f base.yaml -f -\n');
    const synth = place.tracardi(['synth', '-f', base, '-f', '-', '-o', '-'], { input: LITERALS });
    const helm = run(helm4(), ['template', 'tracardi', CHART, '-f', base, '-f', '-'], { input: LITERALS });
    for (const { status, stdout } of [synth, helm]) {
      expect(status).toBe(0);
      const [tms] = parseObjects(stdout).filter(({ kind, metadata }) => kind === 'Secret' && metadata.name === 'tms');
      expect(Buffer.from((tms.data as { [key: string]: string })['api-key'], 'base64').toString()).toBe('your-api-key');
    }
  });

  test('a file that is still encrypted is told', () => {
    const encrypted = LITERALS.replaceAll(/your-[\w-]+/g, '"ENC[AES256_GCM,data:ab12,iv:ab12,tag:ab12,type:str]"');
    const { stderr } = place.tracardi(['validate', '-'], { input: MULTI + encrypted });
    expect(stderr).toMatch(/secrets\.tms\.apiKey: .*encrypted/);
  });
});
