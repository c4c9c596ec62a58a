/** kubeconform holds every manifest against the schemas of three Kubernetes minors. */
import { join } from 'node:path';
import { ApiServer } from '../../api-server/api-server';
import { judge } from '../../judges';
import { Example, ManifestFile } from '../documents';
import { schemaFolders } from './kubernetes-schemas';
import { Manifest, objectName } from '../kubernetes-types';
import { run } from '../processes';
import { isCustomResource, Verdict } from '../verdict';

export const KUBECONFORM = 'kubeconform';

interface Answer {
  readonly kind: string;
  readonly name: string;
  readonly version: string;
  readonly status: 'statusValid' | 'statusInvalid' | 'statusError' | 'statusSkipped';
  readonly msg: string;
  readonly validationErrors?: ReadonlyArray<{ readonly path: string; readonly msg: string }>;
}

function explain({ msg, validationErrors }: Answer): string {
  const details = (validationErrors ?? []).map(({ path, msg: detail }) => `${path}: ${detail}`).filter((detail) => !msg.includes(detail));
  return [msg, ...details].join('; ');
}

function verdictOn(minor: string, example: Example, file: ManifestFile, manifest: Manifest, answer: Answer | undefined): Verdict {
  const verdict = { judge: `${KUBECONFORM} ${minor}`, example: example.name, file: file.label, object: objectName(manifest), findings: [] };
  if (isCustomResource(manifest.apiVersion)) {
    return { ...verdict, notJudged: `no schema of ${manifest.apiVersion} ${manifest.kind}` };
  }
  if (answer?.status === 'statusValid') {
    return verdict;
  }
  return { ...verdict, findings: [{ check: 'schema', message: answer === undefined ? 'kubeconform did not answer for this object' : explain(answer) }] };
}

async function checkFile(minor: string, folder: string, example: Example, file: ManifestFile): Promise<Verdict[]> {
  const location = join(folder, '{{ .ResourceKind }}{{ .KindSuffix }}.json');
  const { stdout, stderr } = await run(judge('kubeconform'), ['-strict', '-output', 'json', '-verbose', '-schema-location', location, file.path]);
  if (stdout === '') {
    throw new Error(`kubeconform said nothing about ${file.label}: ${stderr}`);
  }
  const answers = (JSON.parse(stdout) as { resources: Answer[] }).resources;
  // answers come in any order, and two namespaces may hold the same name: each answer is taken once
  return file.manifests.map((manifest) => {
    const index = answers.findIndex(({ kind, name, version }) => kind === manifest.kind && name === manifest.metadata.name && version === manifest.apiVersion);
    return verdictOn(minor, example, file, manifest, index < 0 ? undefined : answers.splice(index, 1)[0]);
  });
}

export async function checkSchemas(server: () => Promise<ApiServer>, examples: readonly Example[]): Promise<Verdict[]> {
  const folders = await schemaFolders(server);
  const verdicts = await Promise.all([...folders].flatMap(([minor, folder]) => examples.flatMap((example) =>
    example.files.map((file) => checkFile(minor, folder, example, file)))));
  return verdicts.flat();
}
