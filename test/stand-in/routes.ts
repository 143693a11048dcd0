import type { ApiOptions } from './options';
import type { Reply } from './faults';

type Methods = { readonly [method: string]: Reply };

const OK: Reply = { status: 200, body: {} };
export const NOT_FOUND: Reply = { status: 404, body: { detail: 'Not Found' } };
const METHOD_NOT_ALLOWED: Reply = { status: 405, body: { detail: 'Method Not Allowed' } };
const UNAUTHENTICATED: Reply = { status: 401, body: { detail: 'Not authenticated' } };
const ACCESS_FORBIDDEN: Reply = { status: 403, body: { detail: 'Access forbidden' } };

/** Where data come in, as prefixes; both APIs have them. */
const COLLECTING: { readonly [prefix: string]: readonly string[] } = {
  '/track': ['POST', 'PUT'],
  '/collect': ['GET', 'POST'],
  '/redirect': ['GET', 'POST', 'PUT', 'DELETE'],
  '/tracker': ['GET'],
  '/uix': ['GET'],
  '/customer/consent': ['POST'],
};

const OPEN: { readonly [path: string]: Methods } = {
  '/consents/type/enabled': { GET: OK },
  '/consents/types': { GET: OK },
  '/info/version': { GET: { status: 200, body: '0.9.0' } },
  // Whatever API_DOCS says.
  '/openapi.json': { GET: OK },
};

/** The routes beside those of the installation, as far as routing is seen by them. */
export function otherRoute(method: string, path: string, isInstalled: boolean, options: ApiOptions): Reply {
  if (path === '/track/') return { status: 307, body: '', location: '/track' };
  const prefix = Object.keys(COLLECTING).find((one) => path === one || path.startsWith(`${one}/`));
  if (prefix) return COLLECTING[prefix].includes(method) ? collect(isInstalled, options) : METHOD_NOT_ALLOWED;
  const open = OPEN[path];
  if (open) return open[method] ?? METHOD_NOT_ALLOWED;
  if (/^\/(event|flow|node)\/logs\//.test(path)) return OK;
  if (path === '/user/token')
    return options.mode === 'public' ? ACCESS_FORBIDDEN : { status: 422, body: { detail: [] } };
  if (path === '/users') return UNAUTHENTICATED;
  if (path === '/docs' || path === '/redoc') return options.docs === false ? NOT_FOUND : OK;
  return NOT_FOUND;
}

/** The indices of a tenant that is not installed are missing. */
function collect(isInstalled: boolean, { mode }: ApiOptions): Reply {
  const body = { detail: 'index_not_found_exception' };
  return isInstalled ? { status: 200, body: { task: null, ux: [], mode } } : { status: 500, body };
}
