const OLDEST = 20;

/** What is wrong with the version of Node; undefined where nothing is. */
export function nodeProblem(version: string): string | undefined {
  if (parseInt(version) >= OLDEST) return undefined;
  return `cdk8s-tracardi needs Node ${OLDEST} or newer; this is v${version}`;
}

/** @throws an Error under a Node that is too old */
export function assertNode(): void {
  const problem = nodeProblem(process.versions.node);
  if (problem) throw new Error(problem);
}
