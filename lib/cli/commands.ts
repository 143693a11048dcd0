import type { Command, Option } from './command';
import { VIEWS } from './graph/views';
import { topics } from './topics';

const VALUES: { [name: string]: Option } = {
  values: {
    type: 'string',
    short: 'f',
    multiple: true,
    argument: 'FILE',
    description: 'Values file, or several joined by commas, merged in order. - is standard input.',
  },
  set: {
    type: 'string',
    multiple: true,
    argument: 'KEY=VALUE',
    description: 'Set a value, as `helm --set` does.',
  },
  'set-string': { type: 'string', multiple: true, argument: 'KEY=VALUE', description: 'Set a text.' },
  'set-file': {
    type: 'string',
    multiple: true,
    argument: 'KEY=PATH',
    description: 'Set the text that a file holds.',
  },
  'set-literal': {
    type: 'string',
    multiple: true,
    argument: 'KEY=TEXT',
    description: 'Set a text in which no character has a meaning of its own.',
  },
  'set-json': { type: 'string', multiple: true, argument: 'KEY=JSON', description: 'Set a JSON value.' },
};

const INSTALLATION: { [name: string]: Option } = {
  release: {
    type: 'string',
    argument: 'NAME',
    description: 'Name of the installation. Default: tracardi',
  },
  namespace: {
    type: 'string',
    short: 'n',
    argument: 'NAME',
    description: 'Namespace of the objects. Without it they name none, and go where they are applied to.',
  },
};

const format = (...choices: string[]): Option => ({
  type: 'string',
  argument: 'FORMAT',
  choices,
  description: `Form of the report. Default: ${choices[0]}.`,
});

export const COMMANDS: readonly Command[] = [
  {
    name: 'synth',
    operands: '[ENVIRONMENT]...',
    takesFiles: true,
    summary: 'Write the Kubernetes objects of a multi-tenant Tracardi.',
    details:
      'Each ENVIRONMENT is a values file that is merged over those of -f; its objects go to a folder of their own, named by the\n' +
      'file. Without any, the objects of the -f files go to the output folder itself. Nothing is written if any file is invalid.\n' +
      'Files of others stay as they are; what an earlier run has made is removed once its ENVIRONMENT is gone.',
    options: {
      ...VALUES,
      output: {
        type: 'string',
        short: 'o',
        argument: 'DIR',
        description: 'Folder, YAML file, or - for standard output. Default: dist',
      },
      ...INSTALLATION,
    },
    examples: [
      'cdk8s-tracardi synth -f examples/multi-tenant/values.yaml -o - | kubectl apply -f -',
      'cdk8s-tracardi synth -f base.yaml environments/staging.yaml environments/prod.yaml',
    ],
    load: () => import('./commands/synth.js'),
  },
  {
    name: 'validate',
    operands: 'FILE...',
    takesFiles: true,
    summary: 'Check values files: their keys, types and cross-field rules, all in one run.',
    details:
      'Each FILE is checked by itself, merged over those of -f; with --layered all are merged in order and checked as one.\n' +
      'Errors end with exit code 1, warnings do not.',
    options: {
      format: format('text', 'json', 'github', 'sarif'),
      layered: {
        type: 'boolean',
        description: 'Merge the files in order, as several -f of Helm, and check the result.',
      },
      strict: { type: 'boolean', description: 'Make warnings errors.' },
      ...VALUES,
    },
    examples: [
      'cdk8s-tracardi validate environments/*.yaml',
      'cdk8s-tracardi validate --layered base.yaml environments/prod.yaml',
      'cdk8s-tracardi validate --format sarif values.yaml > values.sarif',
    ],
    load: () => import('./commands/validate.js'),
  },
  {
    name: 'diff',
    operands: 'OLD NEW',
    takesFiles: true,
    summary: 'Show what a change of values does to objects and tenants. Secrets are not shown.',
    details:
      'OLD and NEW are values files, or several joined by commas, merged over those of -f. REVISION:PATH is a file as git has it\n' +
      '(PATH from the root of the repository, or with ./ from here); /dev/null stands for no installation.',
    options: { format: format('text', 'json', 'markdown'), ...VALUES, ...INSTALLATION },
    examples: [
      'cdk8s-tracardi diff main:environments/prod.yaml environments/prod.yaml',
      'cdk8s-tracardi diff --format markdown main:base.yaml,main:prod.yaml base.yaml,prod.yaml',
    ],
    load: () => import('./commands/diff.js'),
  },
  {
    name: 'graph',
    operands: '[FILE]...',
    takesFiles: true,
    summary: 'Draw what a values file deploys, how a request finds its tenant, or what the Job does.',
    details:
      'The FILEs are merged in order over those of -f. Mermaid is drawn by GitHub and GitLab in a Markdown block of that name; SVG\n' +
      'is an image that loads nothing. Credentials are not shown.',
    options: {
      view: {
        type: 'string',
        argument: 'VIEW',
        choices: VIEWS,
        description: `What to draw: ${VIEWS.join(', ')}. Default: ${VIEWS[0]}.`,
      },
      format: { ...format('mermaid', 'svg'), description: 'mermaid or svg. Default: mermaid.' },
      ...VALUES,
      ...INSTALLATION,
    },
    examples: [
      'cdk8s-tracardi graph --format svg examples/multi-tenant/values.yaml > tracardi.svg',
      'cdk8s-tracardi graph --view job -f base.yaml environments/prod.yaml',
    ],
    load: () => import('./commands/graph.js'),
  },
  {
    name: 'explain',
    operands: '[PATH | VARIABLE | WORDS]',
    summary: 'Describe a key of a values file: type, default, meaning, keys below it; or find one.',
    options: {},
    words: topics,
    examples: ['cdk8s-tracardi explain api.public.autoscaling', 'cdk8s-tracardi explain MYSQL_HOST'],
    load: () => import('./commands/explain.js'),
  },
  {
    name: 'schema',
    summary: 'Print the JSON Schema of values files, for editors.',
    options: {},
    examples: ['cdk8s-tracardi schema > tracardi.schema.json'],
    load: () => import('./commands/schema.js'),
  },
  {
    name: 'init',
    operands: '[FILE]',
    takesFiles: true,
    summary: 'Write a values file for a multi-tenant installation, and its JSON Schema for editors.',
    details:
      'FILE is values.yaml unless given. What no option tells is asked for on a terminal; credentials are never asked for: the\n' +
      'file refers to a Secret. The schema is written beside it as tracardi.schema.json.',
    options: {
      domain: { type: 'string', argument: 'DOMAIN', description: 'Domain below which tenants live.' },
      elastic: { type: 'string', argument: 'HOST', description: 'Host of Elasticsearch.' },
      redis: { type: 'string', argument: 'HOST', description: 'Host of Redis.' },
      mysql: { type: 'string', argument: 'HOST', description: 'Host of MySQL.' },
      pulsar: { type: 'string', argument: 'HOST', description: 'Host of Apache Pulsar, with its port.' },
      secret: {
        type: 'string',
        argument: 'NAME',
        description: 'Secret that holds the credentials. Default: tracardi-credentials',
      },
      tenant: {
        type: 'string',
        multiple: true,
        argument: 'NAME=EMAIL',
        description: 'A tenant to install, with the e-mail address of its administrator.',
      },
      force: { type: 'boolean', description: 'Replace files that exist.' },
    },
    examples: ['cdk8s-tracardi init --domain your-domain.com --tenant acme=admin@acme.example values.yaml'],
    load: () => import('./commands/init.js'),
  },
  {
    name: 'tenants',
    operands: 'check | import FILE.csv VALUES.yaml',
    takesFiles: true,
    summary: 'Check that the tenants are installed, or take a list of tenants over from a CSV file.',
    details:
      'check asks the private API as the tenant Job does and installs nothing; it ends with 1 where a tenant is missing. import writes\n' +
      'the tenants of a file with the columns name, email, secret and perhaps key into the list of a values file: those that are there\n' +
      'are changed, the others added, none is removed, and all else in the file stays as it is. SECRET is the Secret with the password.',
    options: {
      ...VALUES,
      api: {
        type: 'string',
        argument: 'URL',
        description: 'check: URL of the private API, http or https.',
      },
      format: { ...format('table', 'json'), description: 'check: form of the report. Default: table.' },
      timeout: {
        type: 'string',
        argument: 'SECONDS',
        description: 'check: how long the platform is waited for. Default: 30',
      },
      'secret-key': {
        type: 'string',
        argument: 'KEY',
        description: 'import: key in the Secrets where the file names none. Default: password',
      },
      'dry-run': { type: 'boolean', description: 'import: print the values file instead of writing it.' },
    },
    examples: [
      'cdk8s-tracardi tenants check -f my.yaml --api http://localhost:8686',
      'cdk8s-tracardi tenants import tenants.csv my.yaml',
    ],
    load: () => import('./commands/tenants.js'),
  },
  {
    name: 'migrate',
    operands: 'OLD',
    takesFiles: true,
    summary: 'Rewrite a values file of the Tracardi chart 1.1.0: keys that moved at their places, dead ones out.',
    details:
      'OLD stays as it is; the new file goes to standard output, with its comments, and what was moved or removed to standard error.',
    options: {},
    examples: ['cdk8s-tracardi migrate old.yaml > values.yaml'],
    load: () => import('./commands/migrate.js'),
  },
  {
    name: 'completion',
    operands: 'SHELL',
    summary: 'Print the completion of a shell: bash, zsh or fish.',
    options: {},
    words: () => ['bash', 'zsh', 'fish'],
    examples: ['source <(cdk8s-tracardi completion bash)', 'cdk8s-tracardi completion fish | source'],
    load: () => import('./commands/completion.js'),
  },
];
