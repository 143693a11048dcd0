// What the sidebar of the site holds, in its order. A document that is not named here comes under "More".
export const NAVIGATION = {
  Start: ['quick-start.md', 'multi-tenant.md', 'migrate.md'],
  Run: [
    'tenants.md',
    'tenant-changes.md',
    'capacity.md',
    'certificates.md',
    'security.md',
    'upgrades.md',
    'troubleshooting.md',
    'observability.md',
    'credentials.md',
    'gitops.md',
  ],
  Build: ['synthesizer.md', 'checks.md', 'mistakes.md', 'constructs.md', 'design.md'],
  Reference: ['values.md', 'settings-by-component.md', 'chart.md', 'api.md'],
};
