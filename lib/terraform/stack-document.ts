import { IConstruct } from 'constructs';
import { findStack } from './find-stack';
import { isExpression } from './terraform-document';

/** What is judged of a Terraform stack. */
export interface StackDocument {
  /** Where the state is kept, if the program says so. */
  readonly backend?: { readonly type: string; readonly path?: unknown };
  /** Everything that has a name in Terraform, with the path of the construct that made it. */
  readonly addresses: readonly { readonly address: string; readonly path: string }[];
}

/** The part of cdktf's TerraformElement that is needed to read what it will write. */
interface TerraformElementLike extends IConstruct {
  toTerraform(): Fragment;
}

type Names = Record<string, unknown>;

interface Fragment {
  readonly terraform?: { readonly backend?: Record<string, { readonly path?: unknown }>; readonly cloud?: unknown };
  readonly provider?: Record<string, { readonly alias?: string; readonly region?: unknown }[]>;
  readonly resource?: Record<string, Names>;
  readonly data?: Record<string, Names>;
  readonly output?: Names;
  readonly locals?: Names;
  readonly variable?: Names;
  readonly module?: Names;
}

/** Reads a stack as it would be written now. */
export function stackDocument(stack: IConstruct): StackDocument {
  const written = elementsOf(stack).map((element) => ({ path: element.node.path, fragment: element.toTerraform() }));
  return {
    backend: written.map(({ fragment }) => backendOf(fragment)).find((backend) => backend !== undefined),
    addresses: written.flatMap(({ path, fragment }) => addressesOf(fragment).map((address) => ({ address, path }))),
  };
}

/**
 * The region of the default `aws` provider of a stack, if it is known before Terraform runs.
 *
 * Reads providers only, because stores ask while the program is still at work: reading a resource settles its name for good.
 */
export function awsRegion(stack: IConstruct): string | undefined {
  const providers = elementsOf(stack).filter((element) => Symbol.for('cdktf/TerraformProvider') in element);
  return providers.map((provider) => awsRegionOf(provider.toTerraform())).find((region) => region !== undefined);
}

/** The attributes of a resource as they would be written now, with whatever the program has overridden. */
export function writtenAttributes(resource: IConstruct | undefined): unknown {
  if (resource === undefined || !isTerraformElement(resource)) {
    return {};
  }
  const [named] = Object.values(resource.toTerraform().resource ?? {});
  return Object.values(named ?? {})[0] ?? {};
}

function elementsOf(stack: IConstruct): TerraformElementLike[] {
  return stack.node.findAll().filter(isTerraformElement).filter((element) => findStack(element) === stack);
}

function isTerraformElement(construct: IConstruct): construct is TerraformElementLike {
  return Symbol.for('cdktf/TerraformElement') in construct;
}

function backendOf({ terraform }: Fragment): StackDocument['backend'] {
  if (terraform?.cloud !== undefined) {
    return { type: 'cloud' };
  }
  const [backend] = Object.entries(terraform?.backend ?? {});
  return backend && { type: backend[0], path: backend[1].path };
}

function awsRegionOf({ provider }: Fragment): string | undefined {
  const region = provider?.aws?.find(({ alias }) => alias === undefined)?.region;
  return typeof region === 'string' && !isExpression(region) ? region : undefined;
}

function addressesOf({ resource, data, output, locals, variable, module }: Fragment): string[] {
  const named = (prefix: string, names: Names = {}) => Object.keys(names).map((name) => `${prefix}.${name}`);
  return [
    ...Object.entries(resource ?? {}).flatMap(([type, names]) => named(type, names)),
    ...Object.entries(data ?? {}).flatMap(([type, names]) => named(`data.${type}`, names)),
    ...named('output', output),
    ...named('local', locals),
    ...named('var', variable),
    ...named('module', module),
  ];
}
