/** What can be drawn. */
export const VIEWS: readonly string[] = ['deployment', 'request', 'job'];
