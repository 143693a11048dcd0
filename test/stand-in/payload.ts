import type { Received, Reply } from './faults';

/** What is asked for a tenant's installation. */
export interface Payload {
  readonly name: string;
  readonly tms_api_key: string;
  readonly email: string;
  readonly password: string;
  readonly needs_admin: boolean;
  readonly update_mapping: boolean;
}

const TEXTS = ['name', 'tms_api_key', 'email', 'password'];
const FLAGS = ['needs_admin', 'update_mapping'];

/** The payload, or the API's answer to a request that holds none. */
export function parsePayload({ request, text }: Received): Payload | Reply {
  const value = parse(text);
  const fields = [
    ...TEXTS.filter((key) => typeof value?.[key] !== 'string'),
    ...FLAGS.filter((key) => !['boolean', 'undefined'].includes(typeof value?.[key])),
  ];
  if (fields.length === 0 && /^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    return { needs_admin: true, update_mapping: false, ...value } as Payload;
  }
  // pydantic repeats the input.
  const url = 'https://errors.pydantic.dev/2.6/v/missing';
  const detail = fields.map((key) => ({
    type: 'missing',
    loc: ['body', key],
    msg: 'Field required',
    input: value,
    url,
  }));
  return { status: 422, body: { detail } };
}

function parse(text: string): { [key: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
