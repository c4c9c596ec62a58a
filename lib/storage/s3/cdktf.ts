import type * as Cdktf from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { ResourceDocument, ValueDocument } from './terraform-document';
import { loadCdktf } from '../../terraform/load-cdktf';

/** The releases whose schema the documents follow. A range: an exact pin would fight with the other modules of its user. */
const PROVIDER_VERSIONS = '>= 5.90.0, < 7.0.0';

/** Puts documents into the tree as constructs of cdktf. */
export interface TerraformWriter {
  addResource(scope: Construct, document: ResourceDocument): void;
  /** A resource whose attributes are read when the stack is written: what comes later in the program still counts. */
  addLateResource(scope: Construct, document: () => ResourceDocument): void;
  addLocal(scope: Construct, document: ValueDocument): void;
  addOutput(scope: Construct, document: ValueDocument): void;
  /** Makes the `aws` provider of the stack, unless it has one. One that the program makes later takes its place. */
  ensureAwsProvider(region: string): void;
}

/** The writer for a stack. Fails when the stack was not made by the cdktf that this library loads. */
export function terraformWriter(stack: IConstruct): TerraformWriter {
  const cdktf = loadCdktf(stack);
  const { Resource, AwsProvider } = constructsOf(cdktf);
  return {
    addResource: (scope, document) => void new Resource(scope, () => document),
    addLateResource: (scope, document) => void new Resource(scope, document),
    addLocal: (scope, { id, name, value }) => new cdktf.TerraformLocal(scope, id, value).overrideLogicalId(name),
    addOutput: (scope, { id, name, value, description }) =>
      new cdktf.TerraformOutput(scope, id, { value, description }).overrideLogicalId(name),
    ensureAwsProvider: (region) => {
      if (awsProviders(stack as Cdktf.TerraformStack).length === 0) {
        new AwsProvider(stack as Cdktf.TerraformStack, region);
      }
    },
  };
}

function awsProviders(stack: Cdktf.TerraformStack): Cdktf.TerraformProvider[] {
  return stack.allProviders().filter((provider) => provider.terraformResourceType === 'aws' && provider.alias === undefined);
}

/** Subclasses, because attributes that are set by `addOverride` are listed once more in the metadata of every resource. */
function constructsOf(cdktf: typeof Cdktf) {
  class Resource extends cdktf.TerraformResource {
    public constructor(scope: Construct, private readonly late: () => ResourceDocument) {
      const document = late();
      super(scope, document.id, {
        terraformResourceType: document.type,
        terraformGeneratorMetadata: { providerName: 'aws', providerVersionConstraint: PROVIDER_VERSIONS },
        lifecycle: document.preventDestroy ? { preventDestroy: true } : undefined,
      });
      this.overrideLogicalId(document.name);
      this.dependsOn = document.dependsOn && [...document.dependsOn];
    }

    protected synthesizeAttributes() {
      return this.late().attributes;
    }
  }

  class AwsProvider extends cdktf.TerraformProvider {
    private readonly region: string;

    public constructor(stack: Cdktf.TerraformStack, region: string) {
      // an id that no program would choose for a provider of its own
      super(stack, 'cdk8s-observability-aws', {
        terraformResourceType: 'aws',
        terraformGeneratorMetadata: { providerName: 'aws', providerVersionConstraint: PROVIDER_VERSIONS },
        terraformProviderSource: 'hashicorp/aws',
      });
      this.region = region;
    }

    public toTerraform() {
      return awsProviders(this.cdktfStack).some((provider) => provider !== this) ? {} : super.toTerraform();
    }

    protected synthesizeAttributes() {
      return { region: this.region };
    }
  }

  return { Resource, AwsProvider };
}
