import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** Sentences about objects of one kind, name and namespace in the whole app: the second would overwrite the first. */
export function assertUniqueNames(scope: IConstruct): string[] {
  const seen = new Map<string, string>();
  const problems: string[] = [];
  for (const construct of scope.node.root.node.findAll()) {
    if (!ApiObject.isApiObject(construct)) continue;
    const { kind, metadata } = construct;
    const id = `${kind} ${metadata.namespace ?? ''}/${construct.name}`;
    const first = seen.get(id);
    if (first === undefined) seen.set(id, construct.node.path);
    else if (construct.node.path.startsWith(`${scope.node.path}/`)) {
      problems.push(`${kind} ${construct.name} is made by ${first} already: use another namespace or fullnameOverride`);
    }
  }
  return problems;
}
