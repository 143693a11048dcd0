// The bare peers: ask for the state of each tenant, or install each, as many at a time as told, and do nothing else.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

const { API_URL, DOMAIN, TENANTS, CONCURRENCY, INSTALL_KEY } = process.env;
const names = JSON.parse(readFileSync(TENANTS, 'utf8'));
const agent = new Agent({ keepAlive: true, maxSockets: Number(CONCURRENCY) });
let next = 0;

function ask(method, path, name, body) {
  return new Promise((resolve, reject) => {
    const headers = { Host: `${name}.${DOMAIN}`, ...(body ? { 'Content-Type': 'application/json' } : {}) };
    const exchange = request(`${API_URL}${path}`, { method, agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode, body: JSON.parse(text) }));
    });
    exchange.on('error', reject).end(body);
  });
}

async function check(name) {
  const { body } = await ask('GET', '/install', name);
  if (!body.schema_ok || !body.admin_ok) throw new Error('not installed');
}

async function install(name) {
  const payload = { name, tms_api_key: INSTALL_KEY, email: `admin@${name}.example`, password: 'bench-password' };
  const { status } = await ask('POST', '/tenant/install', name, JSON.stringify(payload));
  if (status !== 200) throw new Error(`not installed: ${status}`);
}

async function work() {
  while (next < names.length) await (INSTALL_KEY ? install : check)(names[next++]);
}

await Promise.all(Array.from({ length: Number(CONCURRENCY) }, work));
agent.destroy();
