/** Those of the secrets that the text gives away, as they are or written in another way. */
export function leaks(text: string, secrets: readonly string[]): string[] {
  const lower = text.toLowerCase();
  return secrets.filter((secret) => forms(secret).some((form) => lower.includes(form.toLowerCase())));
}

function forms(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const ascii = json.replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const entities = secret.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
  const bytes = Buffer.from(secret);
  const base64 = bytes.toString('base64').replace(/=+$/, '');
  const escaped = [json, ascii].map((form) => JSON.stringify(form).slice(1, -1));
  const quoted = [encodeURIComponent(secret), encodeURIComponent(json), encodeURIComponent(ascii)];
  return [
    secret,
    json,
    ascii,
    entities,
    base64,
    bytes.toString('base64url'),
    bytes.toString('hex'),
    ...escaped,
    ...quoted,
  ];
}
