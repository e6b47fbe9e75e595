import type { NodeShape } from '../resolved-pool';

/**
 * Sharing in the settings of Bottlerocket, which runs the device plugin on the host: TOML, read at boot. Undefined
 * where the image shares nothing.
 *
 * @see https://bottlerocket.dev/en/os/1.57.x/api/settings/kubelet-device-plugins/
 */
export function renderBottlerocketSettings({ imageSharing }: NodeShape): string | undefined {
  if (imageSharing === undefined) return undefined;
  const { strategy, replicas, renameByDefault, failRequestsGreaterThanOne, migProfiles } = imageSharing;
  const profiles = Object.entries(migProfiles ?? {});
  const lines = section('', [
    ['device-sharing-strategy', strategy],
    ['device-partitioning-strategy', profiles.length > 0 ? 'mig' : undefined],
  ]);
  if (strategy !== 'none') {
    lines.push(
      ...section(`.${strategy}`, [
        ['replicas', replicas],
        ['rename-by-default', renameByDefault],
        ['fail-requests-greater-than-one', strategy === 'time-slicing' ? failRequestsGreaterThanOne : undefined],
      ]),
    );
  }
  if (profiles.length > 0) lines.push(...section('.mig.profile', profiles));
  return `${lines.join('\n')}\n`;
}

function section(name: string, settings: readonly (readonly [string, string | number | boolean | undefined])[]) {
  return [
    `[settings.kubelet-device-plugins.nvidia${name}]`,
    ...settings
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${key.includes('.') ? JSON.stringify(key) : key} = ${JSON.stringify(value)}`),
  ];
}
