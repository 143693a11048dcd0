import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';

/**
 * Objects of another copy of cdk8s end in an error deep within it, and those of another copy of constructs have types that do not fit.
 *
 * @throws an Error where the constructs around this one are not of the copies that are used here
 */
export function assertOneCopy({ node }: Construct): void {
  for (const around of node.scopes) {
    if (!(around instanceof Construct)) fail('constructs');
    if (isOfOther(App, around, 'App') || (Chart.isChart(around) && isOfOther(Chart, around, 'Chart'))) fail('cdk8s');
  }
}

/** By prototypes: cdk8s takes the classes of its other copies for its own. */
function isOfOther(type: { readonly prototype: object }, construct: object, name: string): boolean {
  if (Object.prototype.isPrototypeOf.call(type.prototype, construct)) return false;
  for (
    let made = Object.getPrototypeOf(construct) as object | null;
    made;
    made = Object.getPrototypeOf(made) as object | null
  )
    if (made.constructor.name === name && isOfCdk8s(made.constructor)) return true;
  return false;
}

/** Whether a class is one that jsii made of cdk8s, and not somebody's own of that name. */
function isOfCdk8s(type: object): boolean {
  const rtti = Object.getOwnPropertyDescriptor(type, Symbol.for('jsii.rtti'))?.value as { fqn?: string } | undefined;
  return rtti?.fqn?.startsWith('cdk8s.') ?? false;
}

function fail(name: string): never {
  throw new Error(
    `there are two copies of ${name}, one of the app and one of cdk8s-tracardi; \`npm ls ${name}\` shows them, ` +
      'and one version range of both leaves one',
  );
}
