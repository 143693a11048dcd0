// What is read of OpenAPI v3 and of CustomResourceDefinitions.

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly required?: readonly string[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: OpenApiSchemas;
  readonly additionalProperties?: Schema;
  readonly 'x-kubernetes-group-version-kind'?: readonly GroupVersionKind[];
  readonly [keyword: string]: unknown;
}

export interface OpenApiSchemas {
  readonly [name: string]: Schema;
}

export interface GroupVersionKind {
  readonly group: string;
  readonly kind: string;
  readonly version: string;
}

export interface CustomResourceDefinition {
  readonly spec: {
    readonly group: string;
    readonly scope: 'Cluster' | 'Namespaced';
    readonly names: {
      readonly kind: string;
      readonly plural: string;
      readonly singular: string;
      readonly shortNames?: readonly string[];
    };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

/** The schema of a field within fields; `[]` are the items of a list. */
export function at(schema: Schema, ...path: string[]): Schema {
  return path.reduce((parent, field) => {
    const child = field === '[]' ? parent.items : parent.properties?.[field];
    if (!child) throw new Error(`no ${path.join('.')} in the CustomResourceDefinition`);
    return child;
  }, schema);
}
