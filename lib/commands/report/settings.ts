import { Document, isCollection, isMap, isPair, isScalar, type Node } from 'yaml';
import type { EnvironmentSource } from '../../environment/environment-source';
import type { Path } from '../../model/origin';
import { platformOf } from '../../platforms/catalogue';
import type { Platform } from '../../model/platform';
import { fleetOf } from '../../environment/environment';
import { compare } from '../../model/finding';
import type { Settings } from '../../synth/load';

/**
 * An environment as parsed, every default filled in, each value with its source as a comment: its line and column, or
 * `default`; the presets of the platforms in use follow.
 */
export function settingsDocument(settings: Settings, source: EnvironmentSource): string {
  const used = new Map(
    fleetOf(settings)
      .clusters.map(platformOf)
      .map((platform) => [platform.name, platform]),
  );
  const document = new Document(settings);
  comment(document.contents, [], (path) => {
    if (!source.has(path)) return 'default';
    const { file, line, column } = source.position(path);
    return `${file}:${line}:${column}`;
  });
  const presets = new Document({
    platforms: Object.fromEntries(
      [...used].sort(([a], [b]) => compare(a, b)).map(([name, platform]) => [name, preset(platform)]),
    ),
  });
  comment(presets.contents, [], () => 'preset');
  return `${document.toString({ lineWidth: 0 })}\n# What the platforms in use bring with them; not part of the file.\n${presets.toString({ lineWidth: 0 })}`;
}

/** What of a platform is a value: what it has from the start are patterns. */
function preset({ name: _, present: __, toldBy: ___, monitoring: ____, ...values }: Platform): object {
  return values;
}

function comment(node: Node | null, path: Path, sourceOf: (path: Path) => string): void {
  if (isScalar(node)) {
    node.comment = ` ${sourceOf(path)}`;
    return;
  }
  if (!isCollection(node)) return;
  node.flow = node.items.length === 0;
  if (node.flow) node.comment = ` ${sourceOf(path)}`;
  node.items.forEach((item, index) => {
    if (isMap(node) && isPair(item)) {
      const key: unknown = isScalar(item.key) ? item.key.value : item.key;
      comment(item.value as Node | null, [...path, String(key)], sourceOf);
    } else {
      comment(item as Node, [...path, index], sourceOf);
    }
  });
}
