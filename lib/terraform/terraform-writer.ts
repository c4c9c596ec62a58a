import type * as Cdktf from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { loadCdktf } from './load-cdktf';
import { ProviderDocument, ResourceDocument, ValueDocument } from './terraform-document';

/** Attributes of a resource or of a provider. */
type Attributes = ResourceDocument['attributes'];

/** Puts documents into the tree as constructs of cdktf: what belongs to one provider. */
export interface TerraformWriter {
  addResource(scope: Construct, document: ResourceDocument): void;
  /** A resource whose attributes are read when the stack is written: what comes later in the program still counts. */
  addLateResource(scope: Construct, document: () => ResourceDocument): void;
  addLocal(scope: Construct, document: ValueDocument): void;
  addOutput(scope: Construct, document: ValueDocument): void;
  /** Makes the provider of the stack, unless it has one. One that the program makes later takes its place. */
  ensureProvider(attributes: Attributes): void;
}

/** The writer for a stack. Fails when the stack was not made by the cdktf that this library loads. */
export function terraformWriter(stack: IConstruct, provider: ProviderDocument): TerraformWriter {
  const cdktf = loadCdktf(stack);
  const { Resource, Provider } = constructsOf(cdktf, provider);
  return {
    addResource: (scope, document) => void new Resource(scope, () => document),
    addLateResource: (scope, document) => void new Resource(scope, document),
    addLocal: (scope, { id, name, value }) => new cdktf.TerraformLocal(scope, id, value).overrideLogicalId(name),
    addOutput: (scope, { id, name, value, description }) =>
      new cdktf.TerraformOutput(scope, id, { value, description }).overrideLogicalId(name),
    ensureProvider: (attributes) => {
      if (providersOf(stack as Cdktf.TerraformStack, provider).length === 0) {
        new Provider(stack as Cdktf.TerraformStack, attributes);
      }
    },
  };
}

function providersOf(stack: Cdktf.TerraformStack, { name }: ProviderDocument): Cdktf.TerraformProvider[] {
  return stack.allProviders().filter((provider) => provider.terraformResourceType === name && provider.alias === undefined);
}

/** Subclasses, because attributes that are set by `addOverride` are listed once more in the metadata of every resource. */
function constructsOf(cdktf: typeof Cdktf, provider: ProviderDocument) {
  const terraformGeneratorMetadata = { providerName: provider.name, providerVersionConstraint: provider.versions };

  class Resource extends cdktf.TerraformResource {
    public constructor(scope: Construct, private readonly late: () => ResourceDocument) {
      const document = late();
      super(scope, document.id, {
        terraformResourceType: document.type,
        terraformGeneratorMetadata,
        lifecycle: document.preventDestroy ? { preventDestroy: true } : undefined,
      });
      this.overrideLogicalId(document.name);
      this.dependsOn = document.dependsOn && [...document.dependsOn];
    }

    protected synthesizeAttributes() {
      return this.late().attributes;
    }
  }

  class Provider extends cdktf.TerraformProvider {
    public constructor(stack: Cdktf.TerraformStack, private readonly attributes: Attributes) {
      // an id that no program would choose for a provider of its own
      super(stack, `cdk8s-observability-${provider.name}`, {
        terraformResourceType: provider.name,
        terraformGeneratorMetadata,
        terraformProviderSource: provider.source,
      });
    }

    public toTerraform() {
      return providersOf(this.cdktfStack, provider).some((other) => other !== this) ? {} : super.toTerraform();
    }

    protected synthesizeAttributes() {
      return this.attributes;
    }
  }

  return { Resource, Provider };
}
