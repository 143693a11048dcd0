import * as http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Client } from '../../lib/seeder/http';

/** On which connections the requests come, and with which headers. */

const LIMITS = { timeoutMs: 5000 };

let server: http.Server;
let client: Client;
const sockets: Socket[] = [];
const headers: http.IncomingHttpHeaders[] = [];

beforeEach(async () => {
  server = http.createServer((request, response) => {
    sockets.push(request.socket);
    headers.push(request.headers);
    request.resume().on('end', () => response.setHeader('Content-Type', 'application/json').end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new Client(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), 'your-domain.com', 1);
});

afterEach(() => {
  client.close();
  server.closeAllConnections();
  server.close();
  sockets.length = 0;
  headers.length = 0;
});

test('looks share a kept connection, each install has one of its own', async () => {
  await client.get('acme', '/install', LIMITS);
  await client.get('globex', '/install', LIMITS);
  await client.post('acme', '/tenant/install', '{}', LIMITS);
  await client.post('globex', '/tenant/install', '{}', LIMITS);
  const [look, secondLook, install, secondInstall] = sockets;
  expect(secondLook).toBe(look);
  expect(new Set([look, install, secondInstall]).size).toBe(3);
});

test('each request names its tenant as the host, once, and says what its body is', async () => {
  await client.get('acme', '/install', LIMITS);
  await client.post('globex', '/tenant/install', '{"a":"é"}', LIMITS);
  expect(headers).toMatchObject([
    { host: 'acme.your-domain.com', accept: 'application/json', connection: 'keep-alive' },
    { host: 'globex.your-domain.com', 'content-type': 'application/json', 'content-length': '10', connection: 'close' },
  ]);
  expect(headers[0]).not.toHaveProperty('content-length');
});
