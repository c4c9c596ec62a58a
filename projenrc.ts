import { cdk8s, javascript } from 'projen';

const NAME = 'cdk8s-observability';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: NAME,
  description:
    'Production Kubernetes observability as typed constructs: collectors, backends and their object storage, checked at synth.',
  author: 'cdk8s-observability maintainers',
  authorAddress: 'https://github.com/cdk8s-observability',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk8s-observability/cdk8s-observability.git',
  keywords: ['cdk8s', 'observability', 'opentelemetry', 'kubernetes', 'thanos', 'loki', 'prometheus'],
  license: 'Apache-2.0',
  stability: 'experimental',
  copyrightOwner: 'The cdk8s-observability authors',
  copyrightPeriod: '2026',
  defaultReleaseBranch: 'main',
  majorVersion: 0,

  srcdir: 'lib',
  libdir: 'lib',
  testdir: 'test',
  artifactsDirectory: 'dist/packages',
  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,
  projenrcTsOptions: { filename: 'projenrc.ts' },
  sampleCode: false,
  docgen: false,
  github: false,
  release: false,
  depsUpgrade: false,
  pullRequestTemplate: false,

  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',
  minNodeVersion: '20.16.0',
  cdk8sVersion: '2.70.106',
  constructsVersion: '10.7.2',
  peerDeps: ['cdk8s-plus-30@^2.4.10', 'cdktf@^0.21.0'],
  bundledDeps: ['@grafana/lezer-logql@0.3.0', '@lezer/common@1.5.5', '@lezer/highlight@1.2.5', '@lezer/lr@1.4.12', '@prometheus-io/lezer-promql@0.315.0', 're2js@2.10.0'],
  devDeps: [
    '@cdktf/provider-aws@21.22.1',
    '@cdktf/provider-helm@12.1.2',
    // the last line for Node 20
    '@stryker-mutator/instrumenter@9.6.0',
    '@types/node@^22',
    'cdk8s-cli@2.207.60',
    'cdktn@0.24.0',
    // of jest; `npm run mutate` runs tests with them alone
    'expect@^30',
    'fast-check@4.10.2',
    'jest-each@^30',
    'tsx@4.23.15',
    'yaml@2.9.1',
  ],
  bin: { [NAME]: 'lib/cli/main.js' },
  publishToPypi: { distName: NAME, module: 'cdk8s_observability' },
  publishToMaven: {
    javaPackage: 'io.github.cdk8sobservability',
    mavenGroupId: 'io.github.cdk8sobservability',
    mavenArtifactId: NAME,
  },
  publishToGo: { moduleName: 'github.com/cdk8s-observability/cdk8s-observability-go', packageName: 'cdk8sobservability' },

  eslintOptions: {
    dirs: ['lib'],
    devdirs: ['test', 'examples', 'conformance'],
    ignorePatterns: ['**/*.js', '**/*.d.ts', 'node_modules/', 'dist/', '.build/', 'coverage/'],
    fileExtensions: ['.ts'],
    // lint never repairs: a clean clone stays clean after every command
    commandOptions: { fix: false, extraArgs: ['--max-warnings=0'] },
  },
  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    passWithNoTests: false,
    jestVersion: '^30',
    jestConfig: {
      // sources first: a stale lib/*.js left by an earlier compile must never be what the tests see
      moduleFileExtensions: ['ts', 'js', 'json', 'node'],
      moduleNameMapper: { [`^${NAME}$`]: '<rootDir>/lib/index.ts' },
      globalSetup: '<rootDir>/test/global-setup.ts',
      globalTeardown: '<rootDir>/test/global-teardown.ts',
      coverageReporters: ['text-summary'],
      collectCoverage: false,
      // a machine of two processors would use one: jest leaves one to who looks on
      maxWorkers: '100%',
    },
  },
});

// ---------------------------------------------------------------- package
project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');
// some of the platform bindings that later releases of this resolver require are not published
project.package.addPackageResolutions('unrs-resolver@1.12.2');
// lets the examples import the package by its own name, as its users do
project.package.addField('exports', {
  '.': './lib/index.js',
  './.jsii': './.jsii',
  './package.json': './package.json',
});
project.gitignore.removePatterns('/dist/', '/dist/packages/', 'dist');
project.gitignore.exclude('/dist/packages/', '/.build/', '/lib/**/*.js', '/lib/**/*.d.ts', '/lib/**/*.js.map', '*.tgz');
project.npmignore?.exclude('*.ts', '!*.d.ts', '/examples/', '/conformance/', '/docs/', '/dist/', '/.build/', '/.ci/', '/cdk8s.yaml');

// ---------------------------------------------------------------- compilers
const strict = {
  target: 'ES2022',
  lib: ['es2022'],
  module: 'node16',
  moduleResolution: javascript.TypeScriptModuleResolution.NODE16,
  esModuleInterop: true,
  strict: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  skipLibCheck: true,
  resolveJsonModule: true,
  types: ['node'],
};
new javascript.TypescriptConfig(project, {
  fileName: 'examples/tsconfig.json',
  compilerOptions: { ...strict, rootDir: '..', outDir: '../.build', noEmitOnError: true },
  include: ['**/*.ts'],
});
new javascript.TypescriptConfig(project, {
  fileName: 'conformance/tsconfig.json',
  compilerOptions: { ...strict, noEmit: true },
  include: ['**/*.ts'],
});

// ---------------------------------------------------------------- lint
const eslint = project.eslint!;
/** The rooms from the top of the house down; a room imports only rooms that stand after it. */
const ROOMS = [
  'cli', 'observability-app.ts', 'collector', 'tempo', 'prometheus', 'thanos', 'loki', 'memcached', 'scraping', 'policy', 'workload', 'storage', 'prerequisites',
  'terraform', 'kubernetes', 'wiring', 'versions', 'validation',
];
eslint.addRules({
  'import/no-restricted-paths': [
    'error',
    {
      zones: ROOMS.map((room, level) => ({
        target: `./lib/${room}`,
        from: [...ROOMS.slice(0, level).map((above) => `./lib/${above}`), './lib/index.ts'],
        message: `the room '${room}' imports only rooms below it (ARCHITECTURE.md)`,
      })),
    },
  ],
  '@typescript-eslint/no-explicit-any': 'error',
  'no-restricted-imports': [
    'error',
    {
      paths: [
        { name: '@cdktf/provider-aws', message: 'import one resource: @cdktf/provider-aws/lib/s3-bucket (the index loads 2,600 modules)' },
        { name: '@cdktf/provider-helm', message: 'import one resource: @cdktf/provider-helm/lib/release' },
      ],
    },
  ],
  '@stylistic/max-len': ['error', { code: 160, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreComments: true, ignoreRegExpLiterals: true }],
  'quotes': ['error', 'single', { avoidEscape: true, allowTemplateLiterals: true }],
});
// hash tables of millions of series are made of bits, and so are the hashes of the collector
eslint.addOverride({ files: ['lib/policy/simulate/counting/hashing.ts', 'lib/policy/sampling/trace-id-hash.ts'], rules: { 'no-bitwise': 'off' } });

// ---------------------------------------------------------------- tests
const jest = project.jest!;
const { moduleFileExtensions, moduleNameMapper, globalSetup, globalTeardown, clearMocks, transform } = jest.config;
/** What decides what a test sees; what is left in the configuration of jest is about the run. */
const seen = { moduleFileExtensions, globalSetup, globalTeardown, clearMocks, transform };
[...Object.keys(seen), 'moduleNameMapper', 'testMatch', 'testPathIgnorePatterns'].forEach((option) => delete jest.config[option]);
jest.config.projects = [
  { displayName: 'cdktf', ...seen, moduleNameMapper, testMatch: ['<rootDir>/test/**/*.test.ts'] },
  {
    // all that knows Terraform once more, with the successor of cdktf in its place, for the provider packages too;
    // but for the test that has both
    displayName: 'cdktn',
    ...seen,
    moduleNameMapper: { ...moduleNameMapper, '^cdktf$': 'cdktn' },
    testMatch: ['<rootDir>/test/@(prerequisites|storage|terraform)/**/*.test.ts', '<rootDir>/test/observability-app.test.ts'],
    testPathIgnorePatterns: ['/node_modules/', '/load-cdktf\\.test\\.ts$'],
  },
];

// ---------------------------------------------------------------- tasks
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
project.compileTask.reset('jsii --silence-warnings=reserved-word');
project.testTask.reset();
project.testTask.spawn(project.compileTask);
project.testTask.exec('tsc --noEmit -p test/tsconfig.json');
project.testTask.exec('tsc --noEmit -p examples/tsconfig.json');
project.testTask.exec('tsc --noEmit -p conformance/tsconfig.json');
project.testTask.spawn(project.tasks.tryFind('eslint')!);
project.testTask.exec('jest', { receiveArgs: true });

const synth = project.addTask('synth', {
  description: 'synthesize every example into dist/<example>/{kubernetes,terraform}',
});
synth.spawn(project.compileTask);
synth.exec('tsc -p examples/tsconfig.json');
synth.exec('tsx projenrc/synthesize.ts', { receiveArgs: true });

project.addTask('judges', {
  description: 'install the real programs that judge dist/ into the cache folder',
  exec: 'tsx conformance/judges.ts',
  receiveArgs: true,
});
project.addTask('conformance', {
  description: 'the real programs read every document of dist/',
  exec: 'tsx --require ./conformance/sources-first.cjs conformance/main.ts',
  receiveArgs: true,
});
project.addTask('cluster', {
  description: 'dist/ on a real Kubernetes on this machine, with load and faults',
  exec: 'tsx --require ./conformance/sources-first.cjs conformance/cluster/main.ts',
  receiveArgs: true,
});
project.addTask('bench', {
  description: 'what loading, synth and relabelling cost, as ratios against peers, measured in one run',
  exec: 'tsx --require ./conformance/sources-first.cjs conformance/bench.ts',
  receiveArgs: true,
});
project.addTask('mutate', {
  description: 'change lines of a room one by one, and name the changes that none of its own tests sees',
  exec: 'tsx projenrc/mutate.ts',
  receiveArgs: true,
});
project.addTask('compare', {
  description: 'the board: rendered manifests of anybody beside the examples of dist/, before the same judges',
  exec: 'tsx --require ./conformance/sources-first.cjs conformance/compare.ts',
  receiveArgs: true,
});
project.addTask('compare-storage', {
  description: 'the board of buckets: Terraform of anybody beside that of dist/, before checkov',
  exec: 'tsx conformance/compare-storage.ts',
  receiveArgs: true,
});
project.addTask('errors', {
  description: 'write docs/errors.md from the mistakes that the tests make',
  exec: 'tsx projenrc/errors.ts',
});
project.addTask('packages', {
  description: 'generate the Python, Java and Go sources of the package',
  exec: 'jsii-pacmak --code-only --outdir dist/packages',
});

project.synth();
