/** Java: the package and its peers are compiled by javac; the runtime of jsii comes from the registry of Maven. */
import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached, fingerprint } from './cache';
import { Language, Runner } from './language';
import { environment, jsiiVersion, libraryKey, librarySources, peersKey, peerSources } from './sources';
import { PEERS } from '../judging/locked';
import { isInstalled, run, temporaryFolder } from '../judging/processes';
import { demand, Obstacle, provide } from '../judging/steps';

/** Beside the runtime of jsii, which decides for itself what else it needs: the annotations that generated code carries. */
const ANNOTATIONS = [['org.jetbrains', 'annotations', '19.0.0'], ['javax.annotation', 'javax.annotation-api', '1.3.2']] as const;

function project(): string {
  const dependencies = [['software.amazon.jsii', 'jsii-runtime', jsiiVersion()] as const, ...ANNOTATIONS].map(([group, artifact, version]) =>
    `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`);
  return '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
    + `<groupId>conformance</groupId><artifactId>runtime</artifactId><version>0</version><dependencies>${dependencies.join('')}</dependencies></project>`;
}

async function downloadRuntime(folder: string): Promise<void> {
  const work = temporaryFolder('java');
  writeFileSync(join(work, 'pom.xml'), project());
  await provide('mvn', ['--batch-mode', '--quiet', 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`], { cwd: work });
}

/** Compiles generated projects, and puts what they carry along beside their classes. */
async function compile(projects: readonly string[], classpath: string, folder: string): Promise<void> {
  const work = temporaryFolder('java');
  const sources = projects.flatMap((each) => {
    const java = join(each, 'src', 'main', 'java');
    cpSync(join(each, 'src', 'main', 'resources'), folder, { recursive: true });
    return readdirSync(java, { recursive: true }).map((file) => join(java, String(file))).filter((file) => file.endsWith('.java'));
  });
  writeFileSync(join(work, 'sources'), sources.join('\n'));
  await demand('javac', ['-nowarn', '-proc:none', '-cp', classpath, '-d', folder, `@${join(work, 'sources')}`]);
}

async function prepare(): Promise<Runner> {
  const missing = ['java', 'javac', 'mvn'].filter((program) => !isInstalled(program));
  if (missing.length > 0) {
    throw new Obstacle(`this machine lacks ${missing.join(' and ')}`);
  }
  const runtime = join(await cached('java-runtime', jsiiVersion(), downloadRuntime), '*');
  const peers = await cached('java-peers', peersKey(), async (folder) => {
    const sources = await peerSources();
    await compile(PEERS.map((name) => join(sources, name, 'java')), runtime, folder);
  });
  const library = await cached('java', fingerprint([libraryKey()]), async (folder) => {
    await compile([join(await librarySources(), 'java')], `${runtime}:${peers}`, folder);
  });
  return (program, outdir) => run('java', ['-cp', `${runtime}:${peers}:${library}`, program], { cwd: outdir, env: environment(outdir) });
}

export const JAVA: Language = { name: 'java', extension: '.java', prepare };
