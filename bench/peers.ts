import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { modelService } from './model-services';

/** A folder with every object in a file of its own, and the list that kustomize asks for. */
export function kustomization(folder: string, services: number): string {
  mkdirSync(folder, { recursive: true });
  const resources: string[] = [];
  for (let position = 0; position < services; position++) {
    for (const object of modelService(position)) {
      const name = `${position}-${object.kind}.yaml`;
      writeFileSync(path.join(folder, name), JSON.stringify(object));
      resources.push(`- ${name}`);
    }
  }
  writeFileSync(path.join(folder, 'kustomization.yaml'), `resources:\n${resources.join('\n')}\n`);
  return folder;
}

/** Arguments with which jsonnet makes the same objects. The program lies beside the sources, not the build. */
export function jsonnetArguments(services: number): string[] {
  const program = path.join(__dirname, '..', '..', 'bench', 'model-services.jsonnet');
  return ['-y', '--tla-code', `services=${services}`, program];
}
