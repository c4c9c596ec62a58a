"""prepare.py BUILDER [--fresh]: makes the sources of the judge collector in the current folder.

BUILDER (the collector builder) writes main.go and components.go from builder.yaml. Some components are only served at older
versions; their sources go to patched/ and are made to compile with the newer packages that they stand beside.

go.mod and go.sum are kept resolved beside this file, because the builder's own `go mod tidy` asks for modules that only tests
need. After a change of versions in builder.yaml run with --fresh, then `GOFLAGS=-mod=mod go build .`, and keep the two new files.
"""
import glob
import os
import re
import shutil
import subprocess
import sys

CORE = ('otelcol', 'service')
PATCHED = ('routingconnector', 'countconnector', 'signaltometricsconnector', 'logdedupprocessor')
MODULE_MODE = dict(os.environ, GOFLAGS='-mod=mod -buildvcs=false')


def read(path):
    with open(path) as file:
        return file.read()


def write(path, text):
    with open(path, 'w') as file:
        file.write(text)


def generate(builder):
    command = [builder, '--config', 'builder.yaml', '--skip-get-modules', '--skip-compilation']
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    for name in os.listdir('_build'):
        if name.endswith('.go') and 'windows' not in name:
            shutil.move(f'_build/{name}', name)
    shutil.rmtree('_build')


def patch_source(text):
    # the contexts of the transformation language are made by functions of these names since 0.157
    text = text.replace('NewTransformContextPtr', 'NewTransformContext').replace('NewIsRootSpanFactoryNew', 'NewIsRootSpanFactory')
    return re.sub(r'(\w+) := pprofile\.FromAttributeIndices', r'\1, _ := pprofile.FromAttributeIndices', text)


def patch_go_mod(text):
    # relative replacements point into a repository that is not here, and a retracted version cannot be replaced by a folder
    text = re.sub(r'(?m)^replace .*\n', '', text)
    return re.sub(r'(?m)^retract \((?:.|\n)*?\n\)\n', '', text)


def patch(module, version, cache):
    folder = f'patched/{module.split("/")[-1]}'
    subprocess.run(['go', 'mod', 'download', f'{module}@{version}'], check=True, env=MODULE_MODE)
    unwanted = shutil.ignore_patterns('testdata', '*_test.go', '*.md', 'Makefile')
    shutil.copytree(f'{cache}/{module}@{version}', folder, ignore=unwanted)
    subprocess.run(['chmod', '-R', 'u+w', folder], check=True)
    for path in glob.glob(f'{folder}/**/*.go', recursive=True):
        write(path, patch_source(read(path)))
    write(f'{folder}/go.mod', patch_go_mod(read(f'{folder}/go.mod')))
    return f'replace {module} => ./{folder}\n'


def main(builder, fresh):
    manifest = read('builder.yaml')
    version = re.search(r'(?m)^  version: (\S+)', manifest).group(1)
    required = re.findall(r'gomod: (\S+) (\S+)', manifest)
    replaced = re.findall(r'  - (\S+) => (\S+) (\S+)', manifest)
    generate(builder)
    cache = subprocess.run(['go', 'env', 'GOMODCACHE'], check=True, text=True, capture_output=True).stdout.strip()
    shutil.rmtree('patched', ignore_errors=True)
    folders = [patch(module, at, cache) for module, at in required if module.split('/')[-1] in PATCHED]
    if fresh:
        required += [(f'go.opentelemetry.io/collector/{name}', f'v{version}') for name in CORE]
        lines = ''.join(f'\t{module} {at}\n' for module, at in required)
        replacements = ''.join(f'replace {old} => {new} {at}\n' for old, new, at in replaced)
        write('go.mod', f'module judges/otelcol\n\ngo 1.26.0\n\nrequire (\n{lines})\n\n{replacements}{"".join(folders)}')


main(sys.argv[1], '--fresh' in sys.argv)
