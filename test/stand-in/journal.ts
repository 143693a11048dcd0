export interface Install {
  readonly tenant: string;
  /** Whether the tenant was installed before. */
  readonly again: boolean;
  /** Installs of these tenants were running when it began. */
  readonly beside: readonly string[];
  /** `without effect`: the API answered 200 and the tenant is not there. */
  outcome: 'running' | 'installed' | 'failed' | 'abandoned' | 'without effect';
}

/** What happened at the platform, for tests to judge. */
export class Journal {
  readonly installs: Install[] = [];
  /** Installs side by side that damage each other: of one tenant, or while the shared database is made. */
  readonly overlaps: string[] = [];
  readonly counts: { [place: string]: number } = {};
  /** Fatal answers given since the last forgetting, by tenant. */
  refusals: { [tenant: string]: number } = {};
  /** Requests for installation that came after such an answer to the same tenant. */
  readonly afterRefusal: string[] = [];
  /** Requests to where a redirect pointed. */
  readonly followed: string[] = [];
  /** Bodies of the last request for each tenant's installation. */
  readonly payloads: { [tenant: string]: { readonly [key: string]: unknown } } = {};
  /** Answers 200 to requests for installation after which the tenant was not there. */
  readonly withoutEffect: { [tenant: string]: number } = {};
  /** Most installs at the same time. */
  peak = 0;

  constructor(readonly faults: { readonly [kind: string]: number } = {}) {}

  /** Another run begins, which may ask again. */
  forgetRefusals(): void {
    this.refusals = {};
  }

  count(group: { [key: string]: number }, key: string): void {
    group[key] = (group[key] ?? 0) + 1;
  }

  posts(tenant: string): number {
    return this.counts[`install ${tenant}`] ?? 0;
  }

  running(): Install[] {
    return this.installs.filter(({ outcome }) => outcome === 'running');
  }

  begin(tenant: string, again: boolean, bootstrapped: boolean): Install {
    const beside = this.running().map((install) => install.tenant);
    const install: Install = { tenant, again, beside, outcome: 'running' };
    if (beside.includes(tenant)) this.overlaps.push(`${tenant} twice at the same time`);
    else if (beside.length > 0 && !bootstrapped) this.overlaps.push(`${tenant} beside ${beside.join(', ')}`);
    this.installs.push(install);
    this.peak = Math.max(this.peak, beside.length + 1);
    return install;
  }
}
