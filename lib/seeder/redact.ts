import type { Answer, Outcome } from './http';

const MASK = '***';
const LONGEST_BODY = 4096;
const LONGEST_EXCERPT = 200;
// A shorter secret is part of ordinary words: masking it there would tell what it is.
const SHORTEST_MASKED = 6;

/** Knows the secrets in use and keeps them out of text that others wrote. */
export class Redactor {
  /** How often each is in use. */
  private readonly secrets = new Map<string, number>();

  add(secret: string): void {
    this.secrets.set(secret, (this.secrets.get(secret) ?? 0) + 1);
  }

  remove(secret: string): void {
    const uses = this.secrets.get(secret) ?? 0;
    if (uses > 1) this.secrets.set(secret, uses - 1);
    else this.secrets.delete(secret);
  }

  /** The text on one line, safe to log; undefined where a secret hides in it in a way that cannot be cut out. */
  clean(text: string): string | undefined {
    let result = text;
    for (const secret of this.longestFirst()) {
      if (secret.length >= SHORTEST_MASKED) result = maskForms(result, secret);
    }
    if (this.hides(result)) return undefined;
    return oneLine(maskOpaque(result));
  }

  /** A secret may be the beginning of another. */
  private longestFirst(): string[] {
    return [...this.secrets.keys()].sort((a, b) => b.length - a.length);
  }

  private hides(text: string): boolean {
    const readings = [...decodings(text)].map((reading) => reading.toLowerCase());
    return [...this.secrets.keys()].some((secret) => {
      const sought = secret.toLowerCase();
      return readings.some((reading) => reading.includes(sought));
    });
  }
}

/** Up to 200 characters of what an answer's body says, or nothing. A body that was cut may end within a secret. */
export function excerpt(answer: Pick<Answer, 'type' | 'body' | 'complete'>, redactor: Redactor): string {
  if (!answer.complete || answer.body.length > LONGEST_BODY) return '';
  const said = /json/i.test(answer.type) ? detail(answer.body) : /^text\/plain/i.test(answer.type) ? answer.body : '';
  const clean = said ? redactor.clean(said) : '';
  if (clean === undefined) return '(text withheld: it holds a secret)';
  return clean.length > LONGEST_EXCERPT ? `${clean.slice(0, LONGEST_EXCERPT)}…` : clean;
}

/** An answer in few words: its status and what its body says, without secrets. */
export function describe(outcome: Outcome, redactor: Redactor): string {
  if (outcome.kind === 'fault') return outcome.reason;
  const said = excerpt(outcome, redactor);
  const flaw = outcome.complete ? '' : ', body cut off';
  return said ? `${outcome.status}: ${said}` : `${outcome.status}${flaw}`;
}

/** The JSON object, or list, that an answer holds. */
export function readObject({ complete, type, body }: Answer): Record<string, unknown> | undefined {
  const value = complete && /json/i.test(type) ? parse(body) : undefined;
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

/** The text of FastAPI's error bodies. A list of validation errors also echoes the input, which is left out. */
export function detail(body: string): string {
  const value = (parse(body) as { detail?: unknown } | null | undefined)?.detail;
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return '';
  return value
    .map(({ loc, msg }: { loc?: unknown; msg?: unknown }) => `${[loc].flat(9).join('.')}: ${String(msg)}`)
    .join('; ');
}

export function oneLine(text: string): string {
  // Control characters could forge lines or colours; the last two are line ends to some viewers.
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
}

export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function maskForms(text: string, secret: string): string {
  return forms(secret).reduce((result, form) => result.split(form).join(MASK), text);
}

function forms(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const bytes = Buffer.from(secret);
  const base64 = bytes.toString('base64');
  const all = [secret, json, asciiJson(json), encodeURIComponent(secret), base64, base64.replace(/=+$/, '')];
  all.push(bytes.toString('base64url'), encodeURIComponent(base64));
  return [...new Set(all)].sort((a, b) => b.length - a.length);
}

function asciiJson(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The text, and what it says once its escapes are taken away, escapes in escapes too. */
function decodings(text: string): Set<string> {
  const found = new Set([text]);
  let latest = [text];
  for (let depth = 0; depth < 3; depth++) {
    latest = latest.flatMap((one) => [unescape(one), unpercent(one), unentity(one), unbase64(one)]);
    latest = [...new Set(latest)].filter((one) => !found.has(one));
    latest.forEach((one) => found.add(one));
  }
  return found;
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function unescape(text: string): string {
  return text.replace(
    /\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([^]))/gi,
    (_, unicode?: string, hex?: string, char?: string) =>
      char ? (ESCAPES[char] ?? char) : String.fromCharCode(parseInt(unicode ?? hex ?? '0', 16)),
  );
}

function unpercent(text: string): string {
  return text.replace(/\+/g, ' ').replace(/(%[0-9a-f]{2})+/gi, (run) => {
    return Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8');
  });
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unentity(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
    (_, decimal?: string, hex?: string, name?: string) =>
      name ? ENTITIES[name.toLowerCase()] : codePoint(decimal ? Number(decimal) : parseInt(hex ?? '0', 16)),
  );
}

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

function unbase64(text: string): string {
  return text.replace(/[\w+/-]{8,}={0,2}/g, (run) => Buffer.from(run, 'base64').toString('utf8'));
}

/** Words that look like keys, tokens or hashes, which the program has never seen; and whatever stands where one belongs. */
function maskOpaque(text: string): string {
  return text
    .replace(/(\/api-key\/)[^\s/?#"']+/gi, `$1${MASK}`)
    .replace(/\b(bearer|basic)\s+[^\s"',;]+/gi, `$1 ${MASK}`)
    .replace(/((?:token|password|secret|api_?key)["']?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s"',;}]+)/gi, `$1${MASK}`)
    .replace(/[\w+/=.~-]{16,}/g, (word) => (/\d/.test(word) && /[a-z]/i.test(word) ? MASK : word));
}
